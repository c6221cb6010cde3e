using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies;

/// <summary>A scheme that was sampled, the reward it brought, and the policy it came from.</summary>
/// <param name="Probabilities">p_theta when the scheme was sampled, one for each block.</param>
public sealed record Experience(Scheme Scheme, double Reward, double[] Probabilities);
