using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Contracts.Sweeps;

/// <summary>One run of a sweep.</summary>
/// <param name="Name">Its axis values, for people: beta=0.5 module=se seed=3.</param>
/// <param name="Axes">What tells it from the others, by the names of the options.</param>
[GenerateSerializer, Immutable]
public sealed record SweepRun(string Name, RunSpec Spec, Dictionary<string, string> Axes);

/// <summary>How a sweep goes about its runs.</summary>
/// <param name="Priority">Its share of the devices against other sweeps', above 0.</param>
/// <param name="AtATime">Runs under way together, at least 1; those that wait cost nothing.</param>
/// <param name="Attempts">Failures after which a run is parked, at least 1.</param>
[GenerateSerializer, Immutable]
public sealed record SweepOptions(double Priority, int AtATime, int Attempts)
{
    public static SweepOptions Default { get; } = new(1, 64, 5);
}
