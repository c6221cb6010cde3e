using System.Globalization;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks;

/// <summary>The blocks between two changes of resolution, with their attention modules or the one they share.</summary>
internal sealed class Stage : nn.Module<Tensor, Scheme, Tensor>
{
    private readonly int first;
    private readonly Bottleneck[] blocks;
    private readonly AttentionModule?[] attention;

    public Stage(NetworkSpec spec, Scheme modules, int stage) : base(nameof(Stage))
    {
        var count = spec.Backbone.BlocksPerStage;
        var width = Backbone.Width(stage);
        var outputs = width * Backbone.Expansion;
        var inputs = stage == 0 ? Backbone.StemChannels : outputs / 2;
        first = stage * count;
        blocks = [.. Enumerable.Range(0, count).Select(b => new Bottleneck(b == 0 ? inputs : outputs, width, b == 0 && stage > 0 ? 2 : 1))];
        attention = new AttentionModule?[count];

        var create = AttentionModules.Registry.Get(spec.Module);
        for (var block = 0; block < count; block++)
        {
            var name = block.ToString(CultureInfo.InvariantCulture);
            register_module(name, blocks[block]);
            if (!modules[first + block])
            {
                continue;
            }

            var shared = spec.Sharing == Sharing.Share ? attention.FirstOrDefault(a => a is not null) : null;
            attention[block] = shared ?? create(outputs);
            if (shared is null)
            {
                nn.Module owner = spec.Sharing == Sharing.Share ? this : blocks[block];
                owner.register_module("attention", attention[block]!);
            }
        }
    }

    public override Tensor forward(Tensor input, Scheme scheme)
    {
        using var scope = NewDisposeScope();
        var features = input;
        for (var block = 0; block < blocks.Length; block++)
        {
            var residual = blocks[block].Residual(features);
            if (scheme[first + block])
            {
                residual = attention[block]!.call(residual);
            }

            features = blocks[block].Join(features, residual);
        }

        return features.MoveToOuterDisposeScope();
    }

    /// <summary>The modules that no connected block of the scheme uses, each once.</summary>
    public IEnumerable<AttentionModule> UnusedModules(Scheme scheme)
    {
        var used = attention.Where((module, block) => module is not null && scheme[first + block]).ToHashSet();
        return attention.OfType<AttentionModule>().Distinct().Where(module => !used.Contains(module));
    }
}
