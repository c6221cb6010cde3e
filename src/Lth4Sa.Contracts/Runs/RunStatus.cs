using Lth4Sa.Contracts.Supernets;

namespace Lth4Sa.Contracts.Runs;

/// <summary>What is known of a run at a moment.</summary>
/// <param name="Run">Run id.</param>
/// <param name="Sweep">The sweep on whose account its device time is; empty for none.</param>
/// <param name="Phase">As stored.</param>
/// <param name="Active">Whether somebody works on it.</param>
/// <param name="Progress">Since it was last taken up; waiting when nobody works on it.</param>
/// <param name="Steps">Committed search steps.</param>
/// <param name="Chain">After them, 64 hex digits.</param>
/// <param name="Data">Null before they are loaded, and of a table.</param>
/// <param name="Result">Null while the run is not done.</param>
[GenerateSerializer, Immutable]
public sealed record RunStatus(
    string Run, RunSpec Spec, string Sweep, RunPhase Phase, bool Active, RunProgress Progress, long Steps, Ledger Ledger, string Chain,
    DataFacts? Data, RunResult? Result);
