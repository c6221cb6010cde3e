using System.Buffers.Binary;
using System.Text.Json;
using Lth4Sa.Search.Files;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Checkpoints;

/// <summary>
/// The safetensors format: 8 bytes header length, a JSON header of names, types, shapes and byte ranges, then the
/// row-major little-endian data without gaps. Everything the header says is checked against the file before it is used.
/// </summary>
public static class Safetensors
{
    internal const string MetadataKey = "__metadata__";

    private static readonly Dictionary<ScalarType, string> Types = new()
    {
        [ScalarType.Float32] = "F32",
        [ScalarType.Float64] = "F64",
        [ScalarType.Int64] = "I64",
        [ScalarType.Int32] = "I32",
        [ScalarType.Byte] = "U8",
    };

    /// <summary>Writes atomically, tensors in the order of their names.</summary>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var ordered = tensors.OrderBy(t => t.Key, StringComparer.Ordinal).ToArray();
        var header = Header(ordered, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, tensor) in ordered)
            {
                using var scope = NewDisposeScope();
                stream.Write(tensor.detach().cpu().contiguous().bytes);
            }
        });
    }

    /// <exception cref="InvalidDataException">The file is not a whole, consistent safetensors file.</exception>
    public static SafetensorsFile Load(string path)
    {
        using var stream = File.OpenRead(path);
        var header = SafetensorsHeader.Read(stream, path);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var entry in header.Entries)
        {
            var type = Types.First(t => t.Value == entry.Type).Key;
            var tensor = empty(entry.Shape, type);
            stream.Position = header.DataStart + entry.Start;
            stream.ReadExactly(tensor.bytes);
            tensors.Add(entry.Name, tensor);
        }

        return new SafetensorsFile(tensors, header.Metadata);
    }

    internal static long? SizeOf(string type) => type switch
    {
        "F64" or "I64" => 8,
        "F32" or "I32" => 4,
        "U8" => 1,
        _ => null,
    };

    private static byte[] Header(KeyValuePair<string, Tensor>[] ordered, IReadOnlyDictionary<string, string> metadata)
    {
        var entries = new Dictionary<string, object> { [MetadataKey] = metadata };
        var offset = 0L;
        foreach (var (name, tensor) in ordered)
        {
            var type = Types.GetValueOrDefault(tensor.dtype) ?? throw new ArgumentException(
                $"The tensor '{name}' is {tensor.dtype}, which is not written.");
            var end = offset + tensor.numel() * SizeOf(type)!.Value;
            entries.Add(name, new { dtype = type, shape = tensor.shape, data_offsets = new[] { offset, end } });
            offset = end;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(entries);
        // The data starts at a multiple of 8; the format allows spaces after the header.
        var padded = new byte[(json.Length + 7) / 8 * 8];
        Array.Fill(padded, (byte)' ');
        json.CopyTo(padded, 0);
        return padded;
    }
}
