using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Search.Schemes;
using TorchSharp;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>The mean cross-entropy of a network under a scheme. Must run on the slot's thread.</summary>
/// <param name="batchSize">Images at a time, part of what makes a loss repeat bit for bit; null is what suits the device.</param>
public sealed class SchemeLoss(DeviceSlot slot, int? batchSize = null)
{
    private readonly int size = batchSize ?? EvaluationMemory.PreferredBatch(slot.Device.type == DeviceType.CPU);

    /// <summary>The mean over all images, in nats; the same for any number of threads. It may be no finite number.</summary>
    public double Of(FoldedNetwork network, Scheme scheme, ImageSet images, Normalisation normalisation)
    {
        var (tree, reader) = (new PrefixTree(network, [scheme]), new BatchReader(images, normalisation, slot.Device, 0));
        var sums = new double[(images.Count + size - 1) / size];
        slot.Each(sums.Length, part =>
        {
            using var scope = NewDisposeScope();
            using var batch = reader.InOrder(part * size, size);
            tree.Run(batch.Images, (_, logits) =>
            {
                using (logits)
                {
                    sums[part] = nn.functional.cross_entropy(logits, batch.Labels, reduction: nn.Reduction.Sum).item<float>();
                }
            });
        });
        // In order, so that the sum does not depend on which thread was first.
        return sums.Sum() / images.Count;
    }
}
