namespace Orleans.Runtime
{
    public class OrleansException : Exception
    {
        public OrleansException()
        {
        }

        public OrleansException(string message) : base(message)
        {
        }

        public OrleansException(string message, Exception innerException) : base(message, innerException)
        {
        }
    }
}

namespace Orleans.Runtime
{
    public sealed class OrleansConfigurationException(string message) : Exception(message);
}

namespace Orleans.Storage
{
    /// <summary>The state was written by somebody else since it was read; the activation that sees it is deactivated.</summary>
    public class InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : Runtime.OrleansException($"{errorMsg} Stored ETag: {storedEtag ?? "none"}, expected: {currentEtag ?? "none"}.")
    {
        public string? StoredEtag { get; } = storedEtag;

        public string? CurrentEtag { get; } = currentEtag;
    }
}

namespace Orleans.Serialization
{
    public class SerializerException(string message) : Runtime.OrleansException(message);

    /// <summary>A message holds a type that Orleans was not told how to serialize.</summary>
    public sealed class CodecNotFoundException(string message) : SerializerException(message);
}
