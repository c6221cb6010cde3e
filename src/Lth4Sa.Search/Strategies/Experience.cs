using Lth4Sa.Search.Schemes;
using Orleans;

namespace Lth4Sa.Search.Strategies;

/// <summary>An entry (p_theta, a, G): a scheme that was sampled, the reward it brought, and the policy it came from.</summary>
/// <param name="Scheme">The scheme a.</param>
/// <param name="Reward">The reward G(a), with the curiosity bonus.</param>
/// <param name="Probabilities">p_theta when the scheme was sampled, one for each block; empty if the strategy has none.</param>
[GenerateSerializer, Immutable]
public sealed record Experience(Scheme Scheme, double Reward, double[] Probabilities);
