using System.Globalization;

namespace Lth4Sa.Networks.Data.Images;

/// <summary>
/// Makes shards of an image folder, once: decoded, scaled as wholes, and hashed. Interrupted or killed, it goes
/// on with the first shard that is not complete.
/// </summary>
public static class ImagePreparation
{
    /// <summary>The bytes of a shard if its images were squares; those of ImageNet are a third longer.</summary>
    private const int ShardBytes = 64 << 20;

    /// <exception cref="InvalidDataException">The folder has another layout, or lacks what was asked for.</exception>
    /// <exception cref="DllNotFoundException">libvips is not installed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; complete shards stand.</exception>
    public static PreparationResult Prepare(
        PreparationOptions options, TimeProvider time, Action<PreparationStatus> report, CancellationToken cancellation)
    {
        LibVips.Require();
        var folder = ImageFolder.Scan(options);
        Directory.CreateDirectory(options.Output);
        var (total, done, decoded, broken) = (folder.Train.Count + folder.Test.Count, 0, 0, 0);
        var started = time.GetTimestamp();
        report(new(0, total, 0, 0, 0));

        Shard[] Split(string split, IReadOnlyList<SourceImage> images) => [.. images
            .Chunk(Math.Max(1, ShardBytes / (options.Size * options.Size * ImageSet.Channels)))
            .Select((chunk, i) =>
            {
                cancellation.ThrowIfCancellationRequested();
                var name = string.Create(CultureInfo.InvariantCulture, $"{split}-{i:D5}");
                var key = Shard.KeyOf(folder.Root, options.Size, chunk);
                var known = Shard.Find(options.Output, name, key);
                if (known is null)
                {
                    // What it described is about to change.
                    File.Delete(Path.Combine(options.Output, PreparedImages.FileName));
                }

                var shard = known ?? Shard.Write(options.Output, name, key, folder.Root, options.Size, chunk, cancellation);
                (done, decoded, broken) = (done + chunk.Length, decoded + (known is null ? chunk.Length : 0),
                    broken + shard.Images.Count(image => image.Broken is not null));
                var rate = decoded / Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-9);
                report(new(done, total, broken, rate, rate > 0 ? (total - done) / rate : 0));
                return shard;
            })];

        var (train, test) = (Split("train", folder.Train), Split("test", folder.Test));
        (string, string)[] faults = [.. train.Concat(test).SelectMany(s => s.Images).Where(i => i.Broken is not null)
            .Select(i => (i.Path, i.Broken!))];
        var written = faults.Length == 0 || options.SkipBroken;
        if (written)
        {
            PreparedImages.Write(options, folder.Classes, train, test);
        }

        return new PreparationResult(folder.Classes.Count, train.Sum(s => s.Held.Count()), test.Sum(s => s.Held.Count()), faults, written);
    }
}
