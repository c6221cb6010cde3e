namespace Lth4Sa.Contracts.Runs;

/// <summary>One committed search step.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Schemes">The schemes that were evaluated.</param>
/// <param name="Accuracies">Validation accuracy of each, in percent.</param>
/// <param name="Rewards">G(a) of each, with the curiosity bonus.</param>
/// <param name="PBar">Mean probability of the sampled decisions; null if the strategy has no policy.</param>
/// <param name="Probabilities">Of each block to be connected before the step; empty if the strategy has no such view.</param>
[GenerateSerializer, Immutable]
public sealed record StepRecord(long Step, string[] Schemes, double[] Accuracies, double[] Rewards, double? PBar, double[] Probabilities);
