using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Lth4Sa.Networks.Data.Images;

/// <summary>Images of shards that are mapped into memory; each shard is checked against its hash when it is opened.</summary>
internal sealed class MappedPixels : Pixels, IDisposable
{
    private readonly ImageSize[] sizes;

    // Where each image starts in its shard, and the first image of each shard.
    private readonly long[] offsets;
    private readonly int[] firsts;

    private readonly (MemoryMappedFile File, MemoryMappedViewAccessor View)[] shards;

    /// <exception cref="InvalidDataException">A shard is missing, has another length, or another hash.</exception>
    public MappedPixels(IReadOnlyList<MappedPart> parts)
    {
        var faults = parts.AsParallel().AsOrdered().Select(FaultOf).OfType<string>().ToArray();
        if (faults.Length > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        }

        sizes = [.. parts.SelectMany(part => part.Images)];
        (offsets, firsts) = (new long[sizes.Length], new int[parts.Count]);
        var image = 0;
        for (var shard = 0; shard < parts.Count; shard++)
        {
            firsts[shard] = image;
            var offset = 0L;
            foreach (var size in parts[shard].Images)
            {
                offsets[image++] = offset;
                offset += size.Bytes;
            }
        }

        shards = [.. parts.Select(part => Open(part.Path))];
        Hash = HashOf(parts);
    }

    public override string Hash { get; }

    public override ImageSize SizeOf(int image) => sizes[image];

    public override void Read(int image, Span<byte> into)
    {
        var at = Array.BinarySearch(firsts, image);
        var shard = at >= 0 ? at : ~at - 1;
        shards[shard].View.SafeMemoryMappedViewHandle.ReadSpan((ulong)offsets[image], into[..sizes[image].Bytes]);
    }

    public void Dispose() => Array.ForEach(shards, shard =>
    {
        shard.View.Dispose();
        shard.File.Dispose();
    });

    private static (MemoryMappedFile, MemoryMappedViewAccessor) Open(string path)
    {
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return (file, file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read));
    }

    // The same bytes in other sizes are other images.
    private static string HashOf(IEnumerable<MappedPart> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part.Sha256));
            hash.AppendData(MemoryMarshal.AsBytes(part.Images.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? FaultOf(MappedPart part)
    {
        var file = new FileInfo(part.Path);
        if (!file.Exists || file.Length != part.Bytes)
        {
            return
                $"{part.Path} is missing or truncated: {(file.Exists ? file.Length : 0)} bytes, expected " +
                $"{part.Bytes} for {part.Images.Length} images.";
        }

        var found = Shard.HashOf(part.Path);
        return found == part.Sha256
            ? null
            : $"{part.Path} is damaged: its SHA-256 is {found}, expected {part.Sha256}. Prepare the images again.";
    }
}
