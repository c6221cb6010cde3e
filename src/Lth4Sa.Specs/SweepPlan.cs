using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Specs;

/// <summary>The contents of a sweep file.</summary>
/// <param name="Runs">The runs of the sweep.</param>
/// <param name="Options">The options of the sweep itself.</param>
/// <param name="Devices">The devices in the form of <c>--devices</c>; null leaves them to the command line.</param>
public sealed record SweepPlan(SweepRun[] Runs, SweepOptions Options, string? Devices);
