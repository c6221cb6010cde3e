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
    /// <param name="unused">What its modules that the scheme leaves out do; default as the reference.</param>
    /// <returns>The loss before the step; where it is not finite, neither are the weights afterwards.</returns>
    public static double Run(
        AttentionNetwork network, SGD optimiser, Batch batch, Scheme scheme, UnusedModules unused = UnusedModules.Decay)
    {
        using var scope = NewDisposeScope();
        network.zero_grad();
        var loss = nn.functional.cross_entropy(network.call(batch.Images, scheme), batch.Labels);
        loss.backward();
        if (unused == UnusedModules.Decay && scheme != network.Modules)
        {
            // SGD passes over a parameter without a gradient; with one of zeros it goes on with weight decay and momentum.
            foreach (var parameter in network.parameters().Where(p => p.grad is null))
            {
                parameter.grad = zeros_like(parameter);
            }
        }

        optimiser.step();
        return loss.@double().item<double>();
    }
}
