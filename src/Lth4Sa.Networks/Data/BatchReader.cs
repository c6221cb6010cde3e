using System.Buffers;
using Lth4Sa.Search.Random;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Data;

/// <summary>
/// Makes batches of images on the slot's thread. Order and augmentation depend on the seed, the epoch and the
/// image alone. The buffer is laid out N x H x W x 3 and viewed as N x 3 x H x W: that is channels_last, the layout
/// the convolutions are fastest in, without a copy.
/// </summary>
public sealed class BatchReader(ImageSet images, Normalisation normalisation, Device device, ulong seed)
{
    /// <summary>Values of a batch from which on several threads make it sooner than one.</summary>
    private const int WorthThreads = 100_000;

    private readonly Philox random = new(seed);

    /// <summary>
    /// The centres of the images from <paramref name="start"/> on, in order; fewer than <paramref name="count"/> at the end.
    /// </summary>
    public Batch InOrder(int start, int count) =>
        Make([.. Enumerable.Range(start, Math.Min(count, images.Count - start))], Augmentation.None, 0);

    /// <summary>The centres of these images.</summary>
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
        var variation = new ImageVariation(augmentation, crop, random, epoch);
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
            images.Read(chunk[i], image);
            variation.Apply(image, images.SizeOf(chunk[i]), (uint)chunk[i], varied.AsSpan(0, bytes));
            normalisation.Apply(varied.AsSpan(0, bytes), values.AsSpan(i * bytes, bytes));
            ArrayPool<byte>.Shared.Return(image);
            ArrayPool<byte>.Shared.Return(varied);
        }
    }
}
