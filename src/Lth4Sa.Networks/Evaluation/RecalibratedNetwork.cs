using Lth4Sa.Networks.Supernet;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>A network whose batch-norm has statistics of its own for each scheme, from a <see cref="Recalibration"/>.</summary>
public sealed class RecalibratedNetwork : FrozenNetwork, IDisposable
{
    private readonly NormedConvolution[][] layers;
    private readonly Dictionary<LayerPlace, Tensor> folded;

    /// <param name="network">The network, which stays open when this is disposed.</param>
    /// <param name="layers">The layers of the network, which this owns.</param>
    /// <param name="folded">Gain and shift for each place of the tree, which this owns.</param>
    internal RecalibratedNetwork(AttentionNetwork network, NormedConvolution[][] layers, Dictionary<LayerPlace, Tensor> folded)
        : base(network) => (this.layers, this.folded) = (layers, folded);

    public void Dispose()
    {
        foreach (IDisposable part in layers.SelectMany(part => part).Concat<IDisposable>(folded.Values))
        {
            part.Dispose();
        }
    }

    private protected override Tensor Normalised(LayerPlace place, Tensor input) => folded.TryGetValue(place, out var gainAndShift)
        ? layers[place.Block + 1][place.Layer].Folded(input, gainAndShift)
        : throw new ArgumentException($"A scheme that is not among those of the recalibration comes to block {place.Block + 1}.");
}
