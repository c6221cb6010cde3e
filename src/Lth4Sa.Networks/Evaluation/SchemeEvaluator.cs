using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>Counts the images that a network classifies correctly. Must run on the slot's thread.</summary>
public sealed class SchemeEvaluator(DeviceSlot slot)
{
    /// <summary>Part of a supernet's id: to be raised with every change that can alter a count.</summary>
    public const int Version = 1;

    private const int BatchSize = 250;

    /// <summary>Correct predictions in evaluation mode; images come in order in batches of one size, so the count repeats bit for bit.</summary>
    public int CountCorrect(AttentionNetwork network, Scheme scheme, ImageSet images, Normalisation normalisation)
    {
        using var _ = no_grad();
        network.eval();
        var correct = 0L;
        foreach (var batch in new BatchReader(images, normalisation, slot.Device, 0).InOrder(BatchSize))
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                correct += network.call(batch.Images, scheme).argmax(1).eq(batch.Labels).sum().item<long>();
            }
        }

        return (int)correct;
    }
}
