using Lth4Sa.Networks.Supernet;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// A network in training mode for one batch: it normalises by the batch, and keeps the statistics of every place of the tree.
/// </summary>
/// <param name="network">The network, which stays as it is.</param>
/// <param name="layers">The layers of the network.</param>
internal sealed class BatchStatistics(AttentionNetwork network, NormedConvolution[][] layers) : FrozenNetwork(network)
{
    /// <summary>2 x C for each layer: mean and unbiased variance. They are the caller's.</summary>
    public Dictionary<LayerPlace, Tensor> Seen { get; } = [];

    private protected override Tensor Normalised(LayerPlace place, Tensor input)
    {
        var (features, statistics) = layers[place.Block + 1][place.Layer].OfBatch(input);
        // The projection of a block is computed for either continuation, from the same features.
        if (!Seen.TryAdd(place, statistics.DetachFromDisposeScope()))
        {
            statistics.Dispose();
        }

        return features;
    }
}
