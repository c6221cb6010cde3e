using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// A network whose weights are frozen, for evaluation: batch-norm is folded into the convolutions and activations
/// are in place. Its predictions are those of <see cref="AttentionNetwork"/> in evaluation mode.
/// </summary>
public sealed class FoldedNetwork : IDisposable
{
    private readonly AttentionNetwork network;
    private readonly bool leaveOpen;
    private readonly FoldedConvolution stem;
    private readonly FoldedBlock[][] stages;

    /// <param name="network">Its convolutions and batch-norm are copied, its attention modules and classifier are used.</param>
    /// <param name="leaveOpen">Leaves the network when this is disposed.</param>
    public FoldedNetwork(AttentionNetwork network, bool leaveOpen = false)
    {
        (this.network, this.leaveOpen) = (network, leaveOpen);
        stem = new FoldedConvolution(network.StemLayers, network.Spec.Backbone.IsImageNet ? 2 : 1);
        stages = [.. network.Stages.Select(stage => stage.Blocks.Select(b => new FoldedBlock(b.Block, b.Attention)).ToArray())];
    }

    public NetworkSpec Spec => network.Spec;

    /// <summary>The blocks that have a module; every scheme that runs must be within it.</summary>
    public Scheme Modules => network.Modules;

    internal Device Device => network.Device;

    /// <summary>Records no gradient.</summary>
    /// <param name="images">N x 3 x H x W, normalised; channels_last is fastest.</param>
    /// <returns>Logits, N x classes.</returns>
    public Tensor forward(Tensor images, Scheme scheme)
    {
        network.CheckWithin(scheme);
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var features = Stem.Pool(Spec.Backbone, stem.call(images).relu_());
        var index = 0;
        foreach (var stage in stages)
        {
            AttentionState? state = null;
            foreach (var block in stage)
            {
                using var input = features;
                using var inner = NewDisposeScope();
                var residual = block.Residual(input);
                if (scheme[index++])
                {
                    (residual, state) = block.Attention!.call(residual, state);
                    state?.MoveToOuterDisposeScope();
                }

                features = block.Join(input, residual).MoveToOuterDisposeScope();
            }
        }

        return network.Classifier.call(features.mean([2, 3])).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        stem.Dispose();
        foreach (var block in stages.SelectMany(s => s))
        {
            block.Dispose();
        }

        if (!leaveOpen)
        {
            network.Dispose();
        }
    }
}
