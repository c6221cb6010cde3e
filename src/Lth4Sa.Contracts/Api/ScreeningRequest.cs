namespace Lth4Sa.Contracts.Api;

/// <summary>Schemes of which the most accurate are wanted.</summary>
/// <param name="Schemes">The schemes to choose from.</param>
/// <param name="Keep">How many are wanted, at least 1.</param>
/// <param name="Confidence">The probability that all of them are kept, above 0 and below 1.</param>
public sealed record ScreeningRequest(string[] Schemes, int Keep, double Confidence);
