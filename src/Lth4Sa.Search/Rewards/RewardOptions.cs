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
    /// <summary>The largest size of a reward: sums of squares of rewards stay finite below it.</summary>
    public const double MaxSize = 1e100;

    /// <summary>
    /// The extrinsic reward, without the curiosity bonus: what a scheme is worth whenever it is looked at. Candidates are ranked by it,
    /// because the bonus of a scheme depends on how often it was sampled before.
    /// </summary>
    /// <param name="accuracy">Validation accuracy in percentage points, 0..100.</param>
    /// <exception cref="NonFiniteException">The reward is not finite, or larger than <see cref="MaxSize"/>.</exception>
    public double ExtrinsicReward(Scheme scheme, double accuracy) =>
        Checked(Weighted(scheme, accuracy), scheme, accuracy, bonus: null, step: null);

    /// <summary>What the curiosity bonus adds to the reward, which the controller learns from.</summary>
    /// <param name="bonus">g_rnd, at least 0.</param>
    public double WeightedBonus(double bonus) => Curiosity * bonus;

    /// <summary>G(a), which the controller learns from.</summary>
    /// <param name="bonus">g_rnd, at least 0.</param>
    /// <param name="step">The step of the search, from 1, for the message of an error; null leaves it out.</param>
    /// <exception cref="NonFiniteException">The reward is not finite, or larger than <see cref="MaxSize"/>.</exception>
    public double Total(Scheme scheme, double accuracy, double bonus, long? step = null) =>
        Checked(Weighted(scheme, accuracy) + WeightedBonus(bonus), scheme, accuracy, bonus, step);

    private double Weighted(Scheme scheme, double accuracy) => Sparsity * scheme.Sparsity + Accuracy * accuracy;

    private double Checked(double reward, Scheme scheme, double accuracy, double? bonus, long? step) => Math.Abs(reward) <= MaxSize
        ? reward
        : throw new NonFiniteException(
            FormattableString.Invariant($"The reward of scheme {scheme}{(step is null ? "" : $" in step {step}")} is {reward}, ")
            + FormattableString.Invariant($"but a reward has to be a number of at most {MaxSize:0E+0} in size: accuracy {accuracy} %, ")
            + FormattableString.Invariant($"sparsity {scheme.Sparsity}{(bonus is null ? "" : Bonus(bonus.Value))}, with the weights ")
            + FormattableString.Invariant($"lambda-sparsity {Sparsity}, lambda-accuracy {Accuracy}, lambda-curiosity {Curiosity}."));

    private static string Bonus(double bonus) => FormattableString.Invariant($", curiosity bonus {bonus}");
}
