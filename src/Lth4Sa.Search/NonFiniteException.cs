using Orleans;

namespace Lth4Sa.Search;

/// <summary>
/// Thrown when a number that has to be finite is not, or is so large that what is made of it would not be: a loss, a weight, a gate or a
/// reward. The same inputs give it again, so it is no outage.
/// </summary>
/// <param name="message">A whole sentence that says what is not finite, where that was found, and the last finite value.</param>
// Not an ArithmeticException: Orleans copies an exception within a silo only if its base class is Exception.
[GenerateSerializer]
public sealed class NonFiniteException(string message) : Exception(message);
