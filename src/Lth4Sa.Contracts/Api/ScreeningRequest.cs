namespace Lth4Sa.Contracts.Api;

/// <summary>A request for the most accurate of many schemes.</summary>
/// <param name="Schemes">The schemes to choose from.</param>
/// <param name="Keep">The number of schemes that are wanted, at least 1.</param>
/// <param name="Confidence">The probability that all of them are kept, above 0 and below 1.</param>
public sealed record ScreeningRequest(string[] Schemes, int Keep, double Confidence);
