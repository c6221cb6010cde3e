using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Contracts.Sweeps;

/// <summary>One run of a sweep.</summary>
/// <param name="Name">The name for people, made of the axis values: beta=0.5 module=se seed=3.</param>
/// <param name="Spec">The spec of the run.</param>
/// <param name="Axes">The values that tell the run from the others, by the names of the options.</param>
[GenerateSerializer, Immutable]
public sealed record SweepRun(string Name, RunSpec Spec, Dictionary<string, string> Axes);
