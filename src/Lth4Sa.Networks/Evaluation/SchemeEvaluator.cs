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
    public int CountCorrect(FoldedNetwork network, Scheme scheme, ImageSet images, Normalisation normalisation)
    {
        var (reader, size) = (new BatchReader(images, normalisation, slot.Device, 0), BatchSize);
        return slot.Sum((images.Count + size - 1) / size, part =>
        {
            using var batch = reader.InOrder(part * size, size);
            return CountCorrect(network, scheme, batch.Images, batch.Labels);
        });
    }

    /// <summary>Correct predictions of one batch, which is taken in parts of the size that suits the device.</summary>
    public int CountCorrect(FoldedNetwork network, Scheme scheme, Batch batch)
    {
        var (count, size) = (batch.Labels.numel(), BatchSize);
        return slot.Sum((int)((count + size - 1) / size), part =>
        {
            using var scope = NewDisposeScope();
            var (start, length) = (part * size, Math.Min(size, count - part * size));
            return CountCorrect(network, scheme, batch.Images.narrow(0, start, length), batch.Labels.narrow(0, start, length));
        });
    }

    private static int CountCorrect(FoldedNetwork network, Scheme scheme, Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        return (int)network.forward(images, scheme).argmax(1).eq(labels).sum().item<long>();
    }
}
