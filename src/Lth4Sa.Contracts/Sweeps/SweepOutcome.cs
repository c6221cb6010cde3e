using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Contracts.Sweeps;

/// <summary>The part of a finished run's result that its sweep keeps.</summary>
/// <param name="Chain">The chain of the steps, 64 hex digits.</param>
/// <param name="Best">The scheme with the highest reward.</param>
/// <param name="Reward">The reward of that scheme, without the curiosity bonus.</param>
/// <param name="Accuracy">The validation accuracy of that scheme, in percent.</param>
/// <param name="Sparsity">The sparsity of that scheme, in 0..1.</param>
/// <param name="Supernet">The id of the supernet; null where a table was searched.</param>
/// <param name="Ledger">The cost of the evaluations.</param>
[GenerateSerializer, Immutable]
public sealed record SweepOutcome(
    string Chain, string Best, double Reward, double Accuracy, double Sparsity, string? Supernet, Ledger Ledger);
