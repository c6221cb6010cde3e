using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Search.Schemes;
using TorchSharp;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>Counts the images that a network classifies correctly. Must run on the slot's thread.</summary>
public sealed class SchemeEvaluator(DeviceSlot slot)
{
    /// <summary>Part of a supernet's id: to be raised with every change that can alter a count.</summary>
    public const int Version = 2;

    // On a CPU a batch whose features stay in the cache is fastest; a GPU wants more at a time. Part of what makes a
    // count repeat bit for bit.
    private const int CpuBatch = 16, GpuBatch = 256;

    private int BatchSize => slot.Device.type == DeviceType.CPU ? CpuBatch : GpuBatch;

    /// <summary>Correct predictions over all images; the same for any number of threads.</summary>
    public int CountCorrect(FoldedNetwork network, Scheme scheme, ImageSet images, Normalisation normalisation) =>
        CountCorrect(network, [scheme], images, normalisation)[0];

    /// <summary>
    /// Correct predictions of each scheme, together as a <see cref="PrefixTree"/>; the counts are those that each scheme
    /// has by itself.
    /// </summary>
    public int[] CountCorrect(FoldedNetwork network, IReadOnlyList<Scheme> schemes, ImageSet images, Normalisation normalisation)
    {
        var (reader, size) = (new BatchReader(images, normalisation, slot.Device, 0), BatchSize);
        return Count(network, schemes, (images.Count + size - 1) / size, part => reader.InOrder(part * size, size));
    }

    /// <summary>Correct predictions of one batch, which is taken in parts of the size that suits the device.</summary>
    public int[] CountCorrect(FoldedNetwork network, IReadOnlyList<Scheme> schemes, Batch batch)
    {
        var (count, size) = (batch.Labels.numel(), BatchSize);
        return Count(network, schemes, (int)((count + size - 1) / size), part =>
        {
            var (start, length) = (part * size, Math.Min(size, count - part * size));
            return new Batch(batch.Images.narrow(0, start, length), batch.Labels.narrow(0, start, length));
        });
    }

    private int[] Count(FoldedNetwork network, IReadOnlyList<Scheme> schemes, int parts, Func<int, Batch> partOf)
    {
        var (tree, correct) = (new PrefixTree(network, schemes), new int[schemes.Count]);
        slot.Each(parts, part =>
        {
            using var scope = NewDisposeScope();
            using var batch = partOf(part);
            tree.Run(batch.Images, (scheme, logits) => Interlocked.Add(ref correct[scheme], (int)logits.argmax(1).eq(batch.Labels).sum().item<long>()));
        });
        return correct;
    }
}
