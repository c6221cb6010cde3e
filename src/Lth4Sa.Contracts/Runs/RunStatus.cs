using Lth4Sa.Contracts.Data;

namespace Lth4Sa.Contracts.Runs;

/// <summary>The state of a run at a moment.</summary>
/// <param name="Run">The run id.</param>
/// <param name="Spec">The spec of the run.</param>
/// <param name="Sweep">The sweep that its device time is charged to; empty for none.</param>
/// <param name="Phase">The stored phase.</param>
/// <param name="Active">True while the run is under way.</param>
/// <param name="Progress">The progress since the run was last started; waiting while it is not under way.</param>
/// <param name="Steps">The number of committed search steps.</param>
/// <param name="Ledger">The cost of the evaluations of these steps.</param>
/// <param name="Chain">The chain of these steps, 64 hex digits.</param>
/// <param name="Data">The facts about the images; null before they are loaded, and where a table is searched.</param>
/// <param name="Result">The result; null while the run is not done.</param>
[GenerateSerializer, Immutable]
public sealed record RunStatus(
    string Run, RunSpec Spec, string Sweep, RunPhase Phase, bool Active, RunProgress Progress, long Steps, Ledger Ledger, string Chain,
    DataFacts? Data, RunResult? Result);
