using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>A change of the state of a run; the last one of a run is its current state.</summary>
/// <param name="Run">The place of the run in the sweep.</param>
internal sealed record SweepChange(int Run, SweepRunState State, int Failures, string? Error, SweepOutcome? Outcome);
