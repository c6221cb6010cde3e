using System.Security.Cryptography;
using System.Text.Json;
using Lth4Sa.Storage.Json;
using Orleans.Storage;

namespace Lth4Sa.Storage.Blobs;

/// <summary>
/// A serializer that writes a state as JSON after the first eight bytes of its SHA-256. Numbers read back bit for bit, and
/// damaged bytes are not taken for a state.
/// </summary>
internal sealed class ChecksummedJson : IGrainStorageSerializer
{
    private const int ChecksumSize = sizeof(long);

    public BinaryData Serialize<T>(T? input)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options);
        StorageMetrics.Written.Add(json.Length);
        return BinaryData.FromBytes((byte[])[.. SHA256.HashData(json).AsSpan(0, ChecksumSize), .. json]);
    }

    /// <summary>Reads a state after checking it.</summary>
    /// <exception cref="InvalidDataException">The checksum does not fit.</exception>
    public T? Deserialize<T>(BinaryData input)
    {
        var bytes = input.ToMemory().Span;
        StorageMetrics.Read.Add(bytes.Length);
        var intact = bytes.Length > ChecksumSize
            && SHA256.HashData(bytes[ChecksumSize..]).AsSpan(0, ChecksumSize).SequenceEqual(bytes[..ChecksumSize]);
        return intact
            ? JsonSerializer.Deserialize<T>(bytes[ChecksumSize..], StateJson.Options)
            : throw new InvalidDataException(
                $"A stored state ({typeof(T).Name}) is damaged: its checksum does not fit. "
                + "Nothing was changed; restore the blob from a copy.");
    }
}
