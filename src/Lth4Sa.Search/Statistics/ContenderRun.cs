namespace Lth4Sa.Search.Statistics;

/// <summary>One run of a contender.</summary>
/// <param name="BestScheme">
/// The scheme that the run chose: the one with the highest reward without the bonus, of darts the one with the lowest validation loss.
/// </param>
/// <param name="Final">The reward of this scheme, without the bonus.</param>
/// <param name="Curve">The highest reward without the bonus after 1, 2, ... unique evaluations.</param>
/// <param name="PBar">p-bar of each step; empty if the strategy has no policy.</param>
/// <param name="Requested">Evaluations asked for.</param>
/// <param name="Images">Images forwarded.</param>
public sealed record ContenderRun(
    long Seed, string BestScheme, double Final, double[] Curve, double[] PBar, long Requested, long Images, double DeviceSeconds);
