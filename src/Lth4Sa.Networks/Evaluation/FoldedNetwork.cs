using Lth4Sa.Networks.Supernet;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// A network with the statistics of its training: batch-norm is folded into the convolutions. Its predictions are those of
/// <see cref="AttentionNetwork"/> in evaluation mode.
/// </summary>
public sealed class FoldedNetwork : FrozenNetwork, IDisposable
{
    private readonly bool leaveOpen;
    private readonly FoldedConvolution[][] layers;

    /// <param name="network">Its convolutions and batch-norm are copied, its attention modules and classifier are used.</param>
    /// <param name="leaveOpen">Leaves the network when this is disposed.</param>
    public FoldedNetwork(AttentionNetwork network, bool leaveOpen = false) : base(network)
    {
        this.leaveOpen = leaveOpen;
        layers = [.. network.Layers.Select(part => part.Select(layer => new FoldedConvolution(layer)).ToArray())];
    }

    public void Dispose()
    {
        foreach (var layer in layers.SelectMany(part => part))
        {
            layer.Dispose();
        }

        if (!leaveOpen)
        {
            Source.Dispose();
        }
    }

    private protected override Tensor Normalised(LayerPlace place, Tensor input) => layers[place.Block + 1][place.Layer].call(input);
}
