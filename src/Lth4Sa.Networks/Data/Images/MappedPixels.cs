using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using System.Text;

namespace Lth4Sa.Networks.Data.Images;

/// <summary>Images of shards that are mapped into memory; each shard is checked against its hash when it is opened.</summary>
internal sealed class MappedPixels : Pixels, IDisposable
{
    private readonly int imageBytes;
    private readonly int[] firsts;
    private readonly (MemoryMappedFile File, MemoryMappedViewAccessor View)[] shards;

    /// <exception cref="InvalidDataException">A shard is missing, has another length, or another hash.</exception>
    public MappedPixels(IReadOnlyList<(string Path, int Images, string Sha256)> parts, int size)
    {
        imageBytes = size * size * ImageSet.Channels;
        firsts = new int[parts.Count];
        for (var i = 1; i < parts.Count; i++)
        {
            firsts[i] = firsts[i - 1] + parts[i - 1].Images;
        }

        var faults = parts.AsParallel().AsOrdered().Select(part => FaultOf(part.Path, part.Images, part.Sha256)).OfType<string>().ToArray();
        if (faults.Length > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        }

        shards = [.. parts.Select(part => Open(part.Path))];
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Select(p => p.Sha256)))));
    }

    public override string Hash { get; }

    public override void Read(int image, Span<byte> into)
    {
        var at = Array.BinarySearch(firsts, image);
        var shard = at >= 0 ? at : ~at - 1;
        shards[shard].View.SafeMemoryMappedViewHandle.ReadSpan((ulong)(image - firsts[shard]) * (ulong)imageBytes, into[..imageBytes]);
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

    private string? FaultOf(string path, int images, string sha256)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length != (long)images * imageBytes)
        {
            return
                $"{path} is missing or truncated: {(file.Exists ? file.Length : 0)} bytes, expected " +
                $"{(long)images * imageBytes} for {images} images.";
        }

        var found = Shard.HashOf(path);
        return found == sha256 ? null : $"{path} is damaged: its SHA-256 is {found}, expected {sha256}. Prepare the images again.";
    }
}
