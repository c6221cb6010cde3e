using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Contracts.Sweeps;

/// <summary>The state of one run of a sweep.</summary>
/// <param name="Run">The run with its name, spec and axis values.</param>
/// <param name="RunId">The run id.</param>
/// <param name="State">The state of the run in the sweep.</param>
/// <param name="Failures">The number of failures since the last order retry.</param>
/// <param name="Error">The last error; null when there was none.</param>
/// <param name="Progress">The progress; null while the run is not under way.</param>
/// <param name="Outcome">The outcome; null while the run is not done.</param>
[GenerateSerializer, Immutable]
public sealed record SweepRunStatus(
    SweepRun Run, string RunId, SweepRunState State, int Failures, string? Error, RunProgress? Progress, SweepOutcome? Outcome);
