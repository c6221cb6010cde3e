namespace Lth4Sa.Contracts.Api;

/// <summary>A request for a new search that branches off another one.</summary>
/// <param name="At">The number of steps that both have in common.</param>
/// <param name="Set">The options that the new search changes, with their values, as in controller-rate=0.05.</param>
public sealed record ForkRequest(long At, string[] Set);
