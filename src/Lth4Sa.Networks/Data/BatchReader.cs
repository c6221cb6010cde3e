using System.Buffers;
using Lth4Sa.Search.Random;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Data;

/// <summary>
/// Makes batches of images on the slot's thread. Order, flips and crops depend on the seed, the epoch and the
/// image alone. The buffer is laid out N x H x W x 3 and viewed as N x 3 x H x W: that is channels_last, the layout
/// the convolutions are fastest in, without a copy.
/// </summary>
public sealed class BatchReader(ImageSet images, Normalisation normalisation, Device device, ulong seed)
{
    /// <summary>Values of a batch from which on several threads make it sooner than one.</summary>
    private const int WorthThreads = 100_000;

    private readonly Philox random = new(seed);

    /// <summary>The images from <paramref name="start"/> on in order, unchanged; fewer than <paramref name="count"/> at the end.</summary>
    public Batch InOrder(int start, int count) =>
        Make([.. Enumerable.Range(start, Math.Min(count, images.Count - start))], Augmentation.None, 0);

    /// <summary>These images, unchanged.</summary>
    public Batch Of(ReadOnlySpan<int> chosen) => Make(chosen.ToArray(), Augmentation.None, 0);

    /// <summary>
    /// One epoch in random order, varied. A last batch of a single image, which batch-norm cannot learn from, is left
    /// out.
    /// </summary>
    /// <param name="epoch">The epoch, from 0.</param>
    public IEnumerable<Batch> Epoch(int epoch, int batchSize, Augmentation augmentation) =>
        random.Permutation(images.Count, RandomStream.EpochOrder, (ulong)epoch).Chunk(batchSize)
            .Where(chunk => chunk.Length > 1).Select(chunk => Make(chunk, augmentation, epoch));

    /// <summary>
    /// The batch of an iteration, from 0, of endless training: what <see cref="Epoch"/> would give, without those before
    /// it.
    /// </summary>
    public Batch At(long iteration, int batchSize, Augmentation augmentation)
    {
        var each = BatchesPerEpoch(images.Count, batchSize);
        var epoch = (int)(iteration / each);
        var order = random.Permutation(images.Count, RandomStream.EpochOrder, (ulong)epoch);
        return Make([.. order.Skip((int)(iteration % each) * batchSize).Take(batchSize)], augmentation, epoch);
    }

    public static int BatchesPerEpoch(int count, int batchSize) => count / batchSize + (count % batchSize > 1 ? 1 : 0);

    private Batch Make(int[] chunk, Augmentation augmentation, int epoch)
    {
        var (crop, bytes) = (images.Crop, images.Crop * images.Crop * ImageSet.Channels);
        var values = new float[chunk.Length * bytes];
        if (chunk.Length * (long)bytes < WorthThreads)
        {
            for (var i = 0; i < chunk.Length; i++)
            {
                One(i);
            }
        }
        else
        {
            Parallel.For(0, chunk.Length, One);
        }

        using var scope = NewDisposeScope();
        var pixels = tensor(values, [chunk.Length, crop, crop, ImageSet.Channels]).to(device);
        var labels = tensor(chunk.Select(i => (long)images.Labels[i]).ToArray()).to(device);
        return new Batch(pixels.permute(0, 3, 1, 2).MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope());

        void One(int i)
        {
            var image = ArrayPool<byte>.Shared.Rent(images.ImageBytes);
            var varied = ArrayPool<byte>.Shared.Rent(bytes);
            images.Read(chunk[i], image.AsSpan(0, images.ImageBytes));
            Vary(image, varied.AsSpan(0, bytes), augmentation, (ulong)epoch, (uint)chunk[i]);
            normalisation.Apply(varied.AsSpan(0, bytes), values.AsSpan(i * bytes, bytes));
            ArrayPool<byte>.Shared.Return(image);
            ArrayPool<byte>.Shared.Return(varied);
        }
    }

    private void Vary(ReadOnlySpan<byte> image, Span<byte> varied, Augmentation augmentation, ulong epoch, uint index)
    {
        var (size, crop) = (images.Size, images.Crop);
        var flip = augmentation.Flip && random.Uniform(RandomStream.Flip, epoch, index) < 0.5;
        // Where the crop starts; black is what lies outside of the image.
        var (left, top) = ((size - crop) / 2, (size - crop) / 2);
        if (augmentation.CropPadding is { } pad && size - crop + 2 * pad is > 0 and var range)
        {
            var place = random.Below((range + 1) * (range + 1), RandomStream.Crop, epoch, index);
            (left, top) = (place % (range + 1) - pad, place / (range + 1) - pad);
        }

        varied.Clear();
        for (var y = Math.Max(0, -top); y < Math.Min(crop, size - top); y++)
        {
            var (from, to) = (Math.Max(0, -left), Math.Min(crop, size - left));
            var row = image.Slice(((y + top) * size + from + left) * ImageSet.Channels, (to - from) * ImageSet.Channels);
            if (!flip)
            {
                row.CopyTo(varied[((y * crop + from) * ImageSet.Channels)..]);
                continue;
            }

            for (var x = from; x < to; x++)
            {
                row.Slice((x - from) * ImageSet.Channels, ImageSet.Channels)
                    .CopyTo(varied[((y * crop + crop - 1 - x) * ImageSet.Channels)..]);
            }
        }
    }
}
