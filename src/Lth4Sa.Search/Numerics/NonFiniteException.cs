using Orleans;

namespace Lth4Sa.Search.Numerics;

/// <summary>
/// Thrown when a computation leaves the numbers that can be reckoned with: a reward, a loss or a probability is not finite, or is so
/// large that what is made of it would not be. The same computation fails in the same way again.
/// </summary>
/// <param name="message">A whole sentence for people that names the number and what it was made from.</param>
// Not an ArithmeticException: Orleans copies an exception within a silo only if its base class is Exception.
[GenerateSerializer]
public sealed class NonFiniteException(string message) : Exception(message);
