namespace Lth4Sa.Contracts.Runs;

/// <summary>One committed search step.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Schemes">The sampled schemes.</param>
/// <param name="Correct">Correctly classified validation images of each.</param>
/// <param name="Rewards">G(a) of each, with the curiosity bonus.</param>
/// <param name="PBar">Mean probability of the sampled decisions.</param>
/// <param name="Probabilities">p_theta that they were sampled from, one for each block.</param>
[GenerateSerializer, Immutable]
public sealed record StepRecord(long Step, string[] Schemes, int[] Correct, double[] Rewards, double PBar, double[] Probabilities);
