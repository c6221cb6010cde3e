using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// Evaluates a set of schemes on one batch of images as a binary tree of their prefixes, depth first. The convolutions
/// of block l depend on bits 1..l-1 only, so each distinct prefix costs one residual branch, whose result both of its
/// continuations share; the attention module, which is cheap, is all that bit l adds. The features that wait for
/// their turn are at most one tensor for each block, however many schemes there are. Every operation has the inputs
/// and shapes that the forward pass of a single scheme has, so the logits are equal bit for bit.
/// </summary>
public sealed class PrefixTree
{
    private readonly FrozenNetwork network;
    private readonly Scheme[] schemes;
    private readonly int[] order, branches;

    /// <param name="schemes">The schemes, each once and within the network's modules.</param>
    /// <exception cref="ArgumentException">A scheme is there twice, or connects a block without a module.</exception>
    public PrefixTree(FrozenNetwork network, IEnumerable<Scheme> schemes)
    {
        (this.network, this.schemes) = (network, [.. schemes]);
        Array.ForEach(this.schemes, network.CheckWithin);
        if (this.schemes.Distinct().Count() != this.schemes.Length)
        {
            throw new ArgumentException("A scheme is there twice.", nameof(schemes));
        }

        order = [.. Enumerable.Range(0, this.schemes.Length).OrderBy(i => this.schemes[i], Scheme.InOrder)];
        branches = [.. Enumerable.Range(0, network.Modules.Blocks).Select(depth => Prefixes(depth, this.schemes))];
    }

    /// <summary>Residual branches that are computed for a batch; one scheme after the other it would be schemes x blocks.</summary>
    public int Branches => branches.Sum();

    /// <summary>The multiply-adds of the forward passes that are left, for one image.</summary>
    public long MultiplyAdds(int imageSize)
    {
        if (schemes.Length == 0)
        {
            return 0;
        }

        var parts = NetworkCost.Parts(network.Spec, imageSize);
        return parts.Stem.MultiplyAdds + schemes.Length * parts.Classifier.MultiplyAdds + parts.Blocks.Select((block, depth) =>
            branches[depth] * block.Residual.MultiplyAdds + Prefixes(
                depth, schemes.Where(s => s[depth])) * block.Attention.MultiplyAdds).Sum();
    }

    /// <summary>Schemes of the tree.</summary>
    public int Leaves => schemes.Length;

    /// <summary>Records no gradient.</summary>
    /// <param name="images">N x 3 x H x W, normalised; channels_last is fastest.</param>
    /// <param name="leaf">Called with the place of each scheme and its logits, N x classes, which are its own to dispose of.</param>
    public void Run(Tensor images, Action<int, Tensor> leaf)
    {
        if (schemes.Length == 0)
        {
            return;
        }

        using var _ = no_grad();
        using var scope = NewDisposeScope();
        Visit(0, order.Length, 0, network.Begin(images), null, leaf);
    }

    private static int Prefixes(int length, IEnumerable<Scheme> schemes) =>
        schemes.Select(s => Prefix(length, s)).Distinct().Count();

    private static ulong Prefix(int length, Scheme scheme) => scheme.Bits & ((1UL << length) - 1);

    // All schemes of order[from..to) begin alike, and features is what their common prefix made of the images. Consumes it.
    private void Visit(int from, int to, int block, Tensor features, AttentionState? state, Action<int, Tensor> leaf)
    {
        using var scope = NewDisposeScope();
        for (; block < network.Modules.Blocks; block++)
        {
            var prefix = Prefix(block, schemes[order[from]]);
            state = network.BeginsStage(block) ? null : state;
            var on = from;
            while (on < to && !schemes[order[on]][block])
            {
                on++;
            }

            using var input = features;
            var residual = network.Residual(block, prefix, input);
            if (on == to)
            {
                features = network.Join(block, prefix, input, residual);
                continue;
            }

            var apart = on > from;
            var (attended, next) = Attend(network.AttentionAt(block), apart ? residual.clone() : residual, state);
            var connected = network.Join(block, prefix, input, attended);
            if (!apart)
            {
                (features, state) = (connected, next);
                continue;
            }

            features = network.Join(block, prefix, input, residual);
            Visit(on, to, block + 1, connected, next, leaf);
            to = on;
        }

        using var last = features;
        leaf(order[from], network.End(last).DetachFromDisposeScope());
    }

    private static (Tensor Attended, AttentionState? State) Attend(AttentionModule module, Tensor residual, AttentionState? state)
    {
        using var scope = NewDisposeScope();
        var (attended, next) = module.call(residual, state);
        next?.MoveToOuterDisposeScope();
        return (attended.MoveToOuterDisposeScope(), next);
    }
}
