namespace Lth4Sa.Search;

/// <summary>
/// A number that has to be finite is not: a loss, a weight, a gate or a reward. The same inputs give it again, so it is no outage.
/// </summary>
/// <param name="message">What is not finite, where that was found, and the last finite value.</param>
public sealed class NonFiniteException(string message) : ArithmeticException(message);
