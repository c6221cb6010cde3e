using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// A network whose weights are frozen, for evaluation: batch-norm is folded into the convolutions and activations
/// are in place. <see cref="PrefixTree"/> runs it; its predictions are those of <see cref="AttentionNetwork"/> in
/// evaluation mode.
/// </summary>
public sealed class FoldedNetwork : IDisposable
{
    private readonly AttentionNetwork network;
    private readonly bool leaveOpen;
    private readonly FoldedConvolution stem;
    private readonly FoldedBlock[] blocks;
    private readonly HashSet<int> starts = [];

    /// <param name="network">Its convolutions and batch-norm are copied, its attention modules and classifier are used.</param>
    /// <param name="leaveOpen">Leaves the network when this is disposed.</param>
    public FoldedNetwork(AttentionNetwork network, bool leaveOpen = false)
    {
        (this.network, this.leaveOpen) = (network, leaveOpen);
        stem = new FoldedConvolution(network.StemLayers, network.Spec.Backbone.IsImageNet ? 2 : 1);
        blocks = [.. network.Stages.SelectMany(stage => stage.Blocks).Select(b => new FoldedBlock(b.Block, b.Attention))];
        var first = 0;
        foreach (var count in network.Spec.Backbone.BlocksPerStage)
        {
            starts.Add(first);
            first += count;
        }
    }

    public NetworkSpec Spec => network.Spec;

    /// <summary>The blocks that have a module; every scheme that runs must be within it.</summary>
    public Scheme Modules => network.Modules;

    internal Device Device => network.Device;

    internal FoldedBlock BlockAt(int block) => blocks[block];

    /// <summary>Whether a recurrent module's state starts anew here.</summary>
    internal bool BeginsStage(int block) => starts.Contains(block);

    internal void CheckWithin(Scheme scheme) => network.CheckWithin(scheme);

    /// <summary>What comes before the first block.</summary>
    internal Tensor Begin(Tensor images) => Stem.Pool(Spec.Backbone, stem.call(images).relu_());

    /// <summary>What comes after the last block: N x classes.</summary>
    internal Tensor End(Tensor features)
    {
        using var pooled = features.mean([2, 3]);
        return network.Classifier.call(pooled);
    }

    public void Dispose()
    {
        stem.Dispose();
        foreach (var block in blocks)
        {
            block.Dispose();
        }

        if (!leaveOpen)
        {
            network.Dispose();
        }
    }
}
