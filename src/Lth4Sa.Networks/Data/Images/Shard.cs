using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lth4Sa.Search.Files;

namespace Lth4Sa.Networks.Data.Images;

/// <summary>
/// What is known of a shard: a file of images, one after the other, each row by row. Kept beside it from the moment that it
/// is complete, so that a preparation that was interrupted does not make it again.
/// </summary>
/// <param name="Key">Identifies what the shard was made of.</param>
/// <param name="Sha256">The SHA-256 of the file.</param>
internal sealed record Shard(string File, string Key, string Sha256, ShardImage[] Images)
{
    public const string Extension = ".images", NoteExtension = ".json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The images that it holds, in order.</summary>
    public IEnumerable<ShardImage> Held => Images.Where(i => i.Broken is null);

    /// <summary>A hash of the files of the images, their lengths and times, and how they are prepared.</summary>
    public static string KeyOf(string root, int size, IEnumerable<SourceImage> images)
    {
        var text = new StringBuilder().Append(PreparedImages.Format).Append('\t').Append(size);
        foreach (var image in images)
        {
            var file = new FileInfo(Path.Combine(root, image.Path));
            text.Append('\n').Append(image.Label).Append('\t').Append(image.Path).Append('\t')
                .Append(file.Exists ? file.Length : -1).Append('\t').Append(file.Exists ? file.LastWriteTimeUtc.Ticks : 0);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>SHA-256 of a file.</summary>
    public static string HashOf(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The shard, if it was completed from the same images and its file is still what it was.</summary>
    public static Shard? Find(string folder, string name, string key)
    {
        var note = Path.Combine(folder, name + NoteExtension);
        try
        {
            var shard = System.IO.File.Exists(note) ? JsonSerializer.Deserialize<Shard>(System.IO.File.ReadAllText(note), Json) : null;
            return shard is not null && shard.Key == key && Path.Combine(folder, name + Extension) is var file
                && System.IO.File.Exists(file) && HashOf(file) == shard.Sha256 ? shard : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Decodes the images on all cores and writes them and the note.</summary>
    public static Shard Write(
        string folder, string name, string key, string root, int size, IReadOnlyList<SourceImage> images, CancellationToken cancellation)
    {
        var (decoded, described) = (new KeptImage?[images.Count], new ShardImage[images.Count]);
        Parallel.For(0, images.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            try
            {
                var kept = ImageDecoder.Decode(Path.Combine(root, images[i].Path), size);
                (decoded[i], described[i]) = (kept, new ShardImage(images[i].Path, images[i].Label, kept.Size.Width, kept.Size.Height));
            }
            catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                described[i] = new ShardImage(images[i].Path, images[i].Label, 0, 0, broken.Message);
            }
        });

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AtomicFile.Write(Path.Combine(folder, name + Extension), stream =>
        {
            foreach (var kept in decoded.OfType<KeptImage>())
            {
                stream.Write(kept.Pixels);
                hash.AppendData(kept.Pixels);
            }
        });
        var shard = new Shard(name + Extension, key, Convert.ToHexStringLower(hash.GetHashAndReset()), described);
        AtomicFile.WriteAllText(Path.Combine(folder, name + NoteExtension), JsonSerializer.Serialize(shard, Json));
        return shard;
    }
}
