namespace Lth4Sa.Search.Statistics;

/// <summary>Median and quartiles over the seeds.</summary>
/// <param name="X">Unique evaluations, or steps, from 1.</param>
public sealed record Band(string Name, int[] X, double[] Lower, double[] Median, double[] Upper);
