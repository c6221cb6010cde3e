using Lth4Sa.Search.Schemes;
using Orleans;

namespace Lth4Sa.Search.Rewards;

/// <summary>Weights of the reward G = l1 g_spa + l2 g_val + l3 g_rnd (Eq. 30). The defaults are the reference's but for l3.</summary>
/// <param name="Sparsity">l1, the weight of the sparsity 1 - |a|/m in 0..1; default 2.</param>
/// <param name="Accuracy">l2, the weight of the validation accuracy in percentage points; default 1.</param>
/// <param name="Curiosity">
/// l3, the weight of the curiosity bonus. Default 0.1; the reference has 1, at which the bonus of a deep network, a sum over 4 m
/// outputs, drowns the accuracies. 0 switches curiosity off.
/// </param>
[GenerateSerializer, Immutable]
public sealed record RewardOptions(double Sparsity = 2, double Accuracy = 1, double Curiosity = 0.1)
{
    /// <summary>
    /// The extrinsic reward, without the curiosity bonus: what a scheme is worth whenever it is looked at. Candidates are ranked by it,
    /// because the bonus of a scheme depends on how often it was sampled before.
    /// </summary>
    /// <param name="accuracy">Validation accuracy in percentage points, 0..100.</param>
    public double ExtrinsicReward(Scheme scheme, double accuracy) => Sparsity * scheme.Sparsity + Accuracy * accuracy;

    /// <summary>What the curiosity bonus adds to the reward, which the controller learns from.</summary>
    /// <param name="bonus">g_rnd, at least 0.</param>
    public double WeightedBonus(double bonus) => Curiosity * bonus;
}
