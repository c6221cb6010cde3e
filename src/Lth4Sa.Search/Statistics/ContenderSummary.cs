namespace Lth4Sa.Search.Statistics;

/// <summary>A row of the table.</summary>
/// <param name="FinalMedian">The median of the rewards of the schemes that the runs chose.</param>
/// <param name="RegretMedian">Median of what they fall short of the best reward there is; null if that is not known.</param>
/// <param name="Optimal">Runs that found it; null if it is not known.</param>
/// <param name="Unique">Median of the unique evaluations that were used.</param>
public sealed record ContenderSummary(
    string Name, double FinalMedian, double FinalLower, double FinalUpper, double FinalMean, double? RegretMedian, int? Optimal,
    double Unique, double Requested, double Images, double DeviceSeconds);
