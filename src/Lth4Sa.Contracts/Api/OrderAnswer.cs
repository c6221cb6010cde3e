namespace Lth4Sa.Contracts.Api;

/// <summary>The answer to an order.</summary>
/// <param name="Message">What came of it, for people.</param>
public sealed record OrderAnswer(string Message);
