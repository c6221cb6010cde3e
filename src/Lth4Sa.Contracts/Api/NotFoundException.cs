namespace Lth4Sa.Contracts.Api;

/// <summary>Thrown when a request names something that does not exist; the message names it.</summary>
public sealed class NotFoundException(string message) : Exception(message);
