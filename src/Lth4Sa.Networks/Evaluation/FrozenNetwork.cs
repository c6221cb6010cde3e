using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// A network whose weights are frozen, as a <see cref="PrefixTree"/> runs it: part by part, with activations in place. Where its
/// batch-norm takes statistics from is what its kinds differ in.
/// </summary>
public abstract class FrozenNetwork
{
    private const int Projection = 3;

    private readonly AttentionModule?[] attention;
    private readonly bool[] projects;
    private readonly HashSet<int> starts = [];

    private protected FrozenNetwork(AttentionNetwork network)
    {
        Source = network;
        var blocks = network.Stages.SelectMany(stage => stage.Blocks).ToArray();
        (attention, projects) = ([.. blocks.Select(b => b.Attention)], [.. blocks.Select(b => b.Block.Layers.Count > Projection)]);
        var first = 0;
        foreach (var count in network.Spec.Backbone.BlocksPerStage)
        {
            starts.Add(first);
            first += count;
        }
    }

    /// <summary>Backbone, module, sharing and classes.</summary>
    public NetworkSpec Spec => Source.Spec;

    /// <summary>The blocks that have a module; every scheme that runs must be within it.</summary>
    public Scheme Modules => Source.Modules;

    /// <summary>The network that has the attention modules and the classifier.</summary>
    internal AttentionNetwork Source { get; }

    /// <summary>The module of a block that has one.</summary>
    internal AttentionModule AttentionAt(int block) => attention[block]!;

    /// <summary>Whether a recurrent module's state starts anew here.</summary>
    internal bool BeginsStage(int block) => starts.Contains(block);

    internal void CheckWithin(Scheme scheme) => Source.CheckWithin(scheme);

    /// <summary>What comes before the first block.</summary>
    internal Tensor Begin(Tensor images) => Stem.Pool(Spec.Backbone, Normalised(new(-1, 0, 0), images).relu_());

    /// <summary>f(x) of Eq. 1.</summary>
    /// <param name="prefix">The bits of the blocks before.</param>
    internal Tensor Residual(int block, ulong prefix, Tensor input)
    {
        using var reduced = Normalised(new(block, 0, prefix), input).relu_();
        using var transformed = Normalised(new(block, 1, prefix), reduced).relu_();
        return Normalised(new(block, 2, prefix), transformed);
    }

    /// <summary>relu(x + residual); consumes the residual.</summary>
    /// <param name="prefix">The bits of the blocks before.</param>
    internal Tensor Join(int block, ulong prefix, Tensor input, Tensor residual)
    {
        using var projected = projects[block] ? Normalised(new(block, Projection, prefix), input) : null;
        return residual.add_(projected ?? input).relu_();
    }

    /// <summary>What comes after the last block: N x classes.</summary>
    internal Tensor End(Tensor features)
    {
        using var pooled = features.mean([2, 3]);
        return Source.Classifier.call(pooled);
    }

    /// <summary>A convolution with its batch-norm.</summary>
    /// <returns>A tensor of its own, which is the caller's.</returns>
    private protected abstract Tensor Normalised(LayerPlace place, Tensor input);
}
