namespace Lth4Sa.Contracts.Api;

/// <summary>There is no such thing; the message names it.</summary>
public sealed class NotFoundException(string message) : Exception(message);
