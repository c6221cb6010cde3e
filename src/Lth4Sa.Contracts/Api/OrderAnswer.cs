namespace Lth4Sa.Contracts.Api;

/// <summary>The answer to an order.</summary>
/// <param name="Message">The outcome of the order, as a sentence for people.</param>
public sealed record OrderAnswer(string Message);
