using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Contracts.Sweeps;

/// <summary>One run of a sweep.</summary>
/// <param name="Name">The name for people, made of the axis values: beta=0.5 module=se seed=3.</param>
/// <param name="Spec">The spec of the run.</param>
/// <param name="Axes">The values that tell the run from the others, by the names of the options.</param>
[GenerateSerializer, Immutable]
public sealed record SweepRun(string Name, RunSpec Spec, Dictionary<string, string> Axes);

/// <summary>The options of a sweep itself.</summary>
/// <param name="Priority">The share of the devices against other sweeps; above 0, default 1.</param>
/// <param name="AtATime">The number of runs that are under way at the same time; at least 1, default 64.</param>
/// <param name="Attempts">The number of failures after which a run is parked; at least 1, default 5.</param>
[GenerateSerializer, Immutable]
public sealed record SweepOptions(double Priority, int AtATime, int Attempts)
{
    /// <summary>The default of each option.</summary>
    public static SweepOptions Default { get; } = new(1, 64, 5);
}
