using System.Security.Cryptography;
using System.Text.Json;
using Orleans.Storage;

namespace Lth4Sa.Storage.Blobs;

/// <summary>States as JSON after eight bytes of SHA-256 over it. Numbers read back bit for bit; what is damaged is not taken for a state.</summary>
internal sealed class ChecksummedJson : IGrainStorageSerializer
{
    private const int ChecksumSize = sizeof(long);

    public BinaryData Serialize<T>(T? input)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options);
        StorageMetrics.Written.Add(json.Length);
        return BinaryData.FromBytes((byte[])[.. SHA256.HashData(json).AsSpan(0, ChecksumSize), .. json]);
    }

    /// <exception cref="InvalidDataException">The checksum does not fit.</exception>
    public T? Deserialize<T>(BinaryData input)
    {
        var bytes = input.ToMemory().Span;
        StorageMetrics.Read.Add(bytes.Length);
        return bytes.Length > ChecksumSize && SHA256.HashData(bytes[ChecksumSize..]).AsSpan(0, ChecksumSize).SequenceEqual(bytes[..ChecksumSize])
            ? JsonSerializer.Deserialize<T>(bytes[ChecksumSize..], StateJson.Options)
            : throw new InvalidDataException($"A stored state ({typeof(T).Name}) is damaged: its checksum does not fit. Nothing was changed; restore the blob from a copy.");
    }
}
