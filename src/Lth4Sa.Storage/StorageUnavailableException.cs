namespace Lth4Sa.Storage;

/// <summary>Thrown when the storage still fails after all retries, or while its circuit is open.</summary>
public sealed class StorageUnavailableException(string message, Exception inner) : Exception(message, inner);
