namespace Lth4Sa.Contracts.Api;

/// <summary>How a new search branches off another one.</summary>
/// <param name="At">The number of steps that both have in common.</param>
/// <param name="Set">Options and their values from then on, as in controller-rate=0.05.</param>
public sealed record ForkRequest(long At, string[] Set);
