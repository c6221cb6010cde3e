namespace Lth4Sa.Contracts.Api;

/// <summary>Schemes to evaluate on a supernet.</summary>
/// <param name="Schemes">The schemes; each has one digit, 0 or 1, for each block.</param>
public sealed record EvaluationRequest(string[] Schemes);
