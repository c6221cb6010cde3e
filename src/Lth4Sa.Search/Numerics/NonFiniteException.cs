using Orleans;

namespace Lth4Sa.Search.Numerics;

/// <summary>
/// Thrown when a computation leaves the numbers that can be reckoned with: a reward, a loss or a probability is not finite, or is so
/// large that what is made of it would not be. The same computation fails in the same way again.
/// </summary>
/// <param name="message">A whole sentence for people that names the number and what it was made from.</param>
// Orleans has no copier for the base class, and what is immutable is not copied within a silo.
[GenerateSerializer, Immutable]
public sealed class NonFiniteException(string message) : ArithmeticException(message);
