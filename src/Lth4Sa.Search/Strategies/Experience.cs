using Lth4Sa.Search.Schemes;
using Orleans;

namespace Lth4Sa.Search.Strategies;

/// <summary>
/// A scheme that was sampled, with the reward that it brought and the policy that it came from: (p_theta, a, G) of Alg. 1.
/// </summary>
/// <param name="Scheme">The scheme a.</param>
/// <param name="Extrinsic">The reward without the curiosity bonus.</param>
/// <param name="Probabilities">p_theta when the scheme was sampled, one for each block; empty if the strategy has none.</param>
/// <param name="Bonus">The curiosity bonus by its weight; default 0.</param>
[GenerateSerializer, Immutable]
public sealed record Experience(Scheme Scheme, double Extrinsic, double[] Probabilities, double Bonus = 0)
{
    /// <summary>The reward G(a).</summary>
    public double Reward => Extrinsic + Bonus;
}
