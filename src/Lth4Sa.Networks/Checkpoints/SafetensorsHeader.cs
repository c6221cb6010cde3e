using System.Buffers.Binary;
using System.Text.Json;

namespace Lth4Sa.Networks.Checkpoints;

/// <summary>The checked header of a safetensors file; see <see cref="Safetensors"/>.</summary>
internal sealed record SafetensorsHeader(
    long DataStart, IReadOnlyList<SafetensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    private const int MaxHeaderBytes = 16 << 20, MaxDepth = 8;

    /// <param name="Start">First byte, counted from the end of the header.</param>
    internal sealed record Entry(string Name, string Type, long[] Shape, long Start, long End);

    public static SafetensorsHeader Read(Stream stream, string path)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        if (stream.Length < prefix.Length)
        {
            throw new InvalidDataException($"{path} is truncated: {stream.Length} bytes are no safetensors file.");
        }

        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxHeaderBytes || (long)length > stream.Length - prefix.Length)
        {
            throw new InvalidDataException(
                $"{path} is damaged or truncated: its header claims {length} bytes of a file of {stream.Length}, and " +
                $"at most {MaxHeaderBytes} are read.");
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Check(json.RootElement, prefix.Length + (long)length, stream.Length, path);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path} is damaged: its header is not what safetensors says. {damaged.Message}", damaged);
        }
    }

    private static SafetensorsHeader Check(JsonElement root, long dataStart, long fileLength, string path)
    {
        var entries = new List<Entry>();
        var metadata = new Dictionary<string, string>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals(Safetensors.MetadataKey))
            {
                metadata = property.Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "");
                continue;
            }

            var offsets = property.Value.GetProperty("data_offsets");
            var entry = new Entry(
                property.Name,
                property.Value.GetProperty("dtype").GetString() ?? "",
                [.. property.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())],
                offsets[0].GetInt64(),
                offsets[1].GetInt64());
            CheckSize(entry, path);
            entries.Add(entry);
        }

        CheckRanges(entries, fileLength - dataStart, path);
        return new SafetensorsHeader(dataStart, entries, metadata);
    }

    private static void CheckSize(Entry entry, string path)
    {
        var size = Safetensors.SizeOf(entry.Type)
            ?? throw new InvalidDataException($"{path}: the tensor '{entry.Name}' has the type '{entry.Type}', which is not read.");
        Int128 expected = size;
        foreach (var dimension in entry.Shape)
        {
            expected = dimension >= 0 && expected <= long.MaxValue ? expected * dimension : -1;
        }

        if (expected != (Int128)entry.End - entry.Start || entry.End - entry.Start > int.MaxValue)
        {
            throw new InvalidDataException(
                $"{path}: the tensor '{entry.Name}' of shape [{string.Join(", ", entry.Shape)}] does not fill its " +
                $"bytes {entry.Start} to {entry.End}.");
        }
    }

    private static void CheckRanges(IEnumerable<Entry> entries, long dataBytes, string path)
    {
        var at = 0L;
        foreach (var entry in entries.OrderBy(e => e.Start).ThenBy(e => e.End))
        {
            if (entry.Start != at)
            {
                throw new InvalidDataException($"{path}: the bytes of the tensor '{entry.Name}' start at {entry.Start}, expected {at}.");
            }

            at = entry.End;
        }

        if (at != dataBytes)
        {
            throw new InvalidDataException($"{path} is damaged or truncated: its tensors need {at} bytes, it has {dataBytes}.");
        }
    }
}
