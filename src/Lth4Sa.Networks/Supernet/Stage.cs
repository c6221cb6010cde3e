using System.Globalization;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Supernet;

/// <summary>
/// The blocks between two changes of resolution, with their attention modules or the one they share. The modules'
/// state, which only recurrent ones have, starts anew in each stage.
/// </summary>
internal sealed class Stage : nn.Module<Tensor, Scheme, Tensor>
{
    private readonly int first;
    private readonly Bottleneck[] blocks;
    private readonly AttentionModule?[] attention;

    public Stage(NetworkSpec spec, Scheme modules, int stage) : base(nameof(Stage))
    {
        var backbone = spec.Backbone;
        var (count, outputs) = (backbone.BlocksPerStage[stage], backbone.Channels(stage));
        var inputs = stage == 0 ? backbone.StemChannels : backbone.Channels(stage - 1);
        first = backbone.BlocksPerStage.Take(stage).Sum();
        blocks = [.. Enumerable.Range(0, count).Select(b =>
            new Bottleneck(b == 0 ? inputs : outputs, backbone.Width(stage), b == 0 && stage > 0 ? 2 : 1, backbone.ConvolutionBias))];
        attention = new AttentionModule?[count];

        for (var block = 0; block < count; block++)
        {
            var name = block.ToString(CultureInfo.InvariantCulture);
            register_module(name, blocks[block]);
            if (!modules[first + block])
            {
                continue;
            }

            var shared = spec.Sharing == Sharing.Share ? attention.FirstOrDefault(a => a is not null) : null;
            attention[block] = shared ?? AttentionModules.Registry.Get(spec.Module).Create(outputs, backbone);
            if (shared is null)
            {
                nn.Module owner = spec.Sharing == Sharing.Share ? this : blocks[block];
                owner.register_module("attention", attention[block]!);
            }
        }
    }

    /// <summary>The blocks in order, each with its attention module if it has one.</summary>
    internal IEnumerable<(Bottleneck Block, AttentionModule? Attention)> Blocks => blocks.Zip(attention);

    public override Tensor forward(Tensor input, Scheme scheme) => Run(input, block => scheme[block], null);

    /// <summary>Runs every block connected as far as its gate is open: residual + gate (attended - residual).</summary>
    /// <param name="gates">m, of the whole network, in 0..1.</param>
    public Tensor Relaxed(Tensor input, Tensor gates) => Run(input, _ => true, gates);

    private Tensor Run(Tensor input, Func<int, bool> isConnected, Tensor? gates)
    {
        using var scope = NewDisposeScope();
        var (features, state) = (input, default(AttentionState));
        for (var block = 0; block < blocks.Length; block++)
        {
            // Nothing of a block is held longer than autograd holds it.
            using var inner = NewDisposeScope();
            var residual = blocks[block].Residual(features);
            if (isConnected(first + block))
            {
                (var attended, state) = attention[block]!.call(residual, state);
                state?.MoveToOuterDisposeScope();
                residual = gates is null ? attended : residual + gates.narrow(0, first + block, 1) * (attended - residual);
            }

            features = blocks[block].Join(features, residual).MoveToOuterDisposeScope();
        }

        return features.MoveToOuterDisposeScope();
    }
}
