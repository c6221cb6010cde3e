using Lth4Sa.Search.Randomness;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Data;

/// <summary>Normalised images of one batch, N x 3 x H x W with channels-last strides, and their labels, N.</summary>
public sealed record Batch(Tensor Images, Tensor Labels) : IDisposable
{
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}

/// <summary>
/// Makes batches of images on the slot's thread. Order, flips and crops depend on the seed, the epoch and the
/// image alone. The buffer is laid out N x H x W x 3 and viewed as N x 3 x H x W: that is channels_last, the layout
/// the convolutions are fastest in, without a copy.
/// </summary>
public sealed class BatchReader(ImageSet images, Normalisation normalisation, Device device, ulong seed)
{
    private readonly Philox random = new(seed);

    /// <summary>The images from <paramref name="start"/> on in order, unchanged; fewer than <paramref name="count"/> at the end.</summary>
    public Batch InOrder(int start, int count) =>
        Make([.. Enumerable.Range(start, Math.Min(count, images.Count - start))], Augmentation.None, 0);

    /// <summary>One epoch in random order, varied. A last batch of a single image, which batch-norm cannot learn from, is left out.</summary>
    /// <param name="epoch">From 0.</param>
    public IEnumerable<Batch> Epoch(int epoch, int batchSize, Augmentation augmentation) =>
        random.Permutation(images.Count, RandomStream.EpochOrder, (ulong)epoch).Chunk(batchSize)
            .Where(chunk => chunk.Length > 1).Select(chunk => Make(chunk, augmentation, epoch));

    public static int BatchesPerEpoch(int count, int batchSize) => count / batchSize + (count % batchSize > 1 ? 1 : 0);

    private Batch Make(int[] chunk, Augmentation augmentation, int epoch)
    {
        var values = new float[chunk.Length * images.ImageBytes];
        Parallel.For(0, chunk.Length, i =>
        {
            Span<byte> varied = stackalloc byte[images.ImageBytes];
            Vary(images.Image(chunk[i]), varied, augmentation, (ulong)epoch, (uint)chunk[i]);
            normalisation.Apply(varied, values.AsSpan(i * images.ImageBytes, images.ImageBytes));
        });

        using var scope = NewDisposeScope();
        var pixels = tensor(values, [chunk.Length, images.Size, images.Size, ImageSet.Channels]).to(device);
        var labels = tensor(chunk.Select(i => (long)images.Labels[i]).ToArray()).to(device);
        return new Batch(pixels.permute(0, 3, 1, 2).MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope());
    }

    private void Vary(ReadOnlySpan<byte> image, Span<byte> varied, Augmentation augmentation, ulong epoch, uint index)
    {
        var (size, pad) = (images.Size, augmentation.CropPadding);
        var flip = augmentation.Flip && random.Uniform(RandomStream.Flip, epoch, index) < 0.5;
        var place = pad == 0 ? 0 : random.Below((2 * pad + 1) * (2 * pad + 1), RandomStream.Crop, epoch, index);
        var (dx, dy) = pad == 0 ? (0, 0) : (place % (2 * pad + 1) - pad, place / (2 * pad + 1) - pad);
        if (!flip && pad == 0)
        {
            image.CopyTo(varied);
            return;
        }

        varied.Clear();
        for (var y = Math.Max(0, -dy); y < Math.Min(size, size - dy); y++)
        {
            for (var x = Math.Max(0, -dx); x < Math.Min(size, size - dx); x++)
            {
                var target = flip ? size - 1 - x : x;
                image.Slice(((y + dy) * size + x + dx) * ImageSet.Channels, ImageSet.Channels)
                    .CopyTo(varied[((y * size + target) * ImageSet.Channels)..]);
            }
        }
    }
}
