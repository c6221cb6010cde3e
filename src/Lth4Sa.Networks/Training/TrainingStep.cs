using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Training;

/// <summary>One iteration of SGD on the cross-entropy of one subnetwork.</summary>
public static class TrainingStep
{
    /// <param name="network">The network, in training mode.</param>
    /// <returns>The loss before the step.</returns>
    public static double Run(AttentionNetwork network, SGD optimiser, Batch batch, Scheme scheme)
    {
        using var scope = NewDisposeScope();
        network.zero_grad();
        var loss = nn.functional.cross_entropy(network.call(batch.Images, scheme), batch.Labels);
        loss.backward();
        optimiser.step();
        return loss.item<float>();
    }
}
