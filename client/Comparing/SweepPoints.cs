using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Cli.Comparing;

/// <summary>Finds the runs of a sweep that a command made.</summary>
internal static class SweepPoints
{
    /// <summary>The run of a point.</summary>
    /// <param name="runs">The runs of the sweep.</param>
    /// <param name="point">What tells the run from the others, by the names of the options.</param>
    public static SweepRunStatus At(this SweepRunStatus[] runs, Dictionary<string, string> point) =>
        runs.First(r => r.Run.Axes.Count == point.Count && !r.Run.Axes.Except(point).Any());
}
