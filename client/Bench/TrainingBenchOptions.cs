using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Cli.Bench;

/// <param name="Batch">Images of an iteration, at least 2. Default 128 (paper).</param>
/// <param name="Rounds">In each, every contestant has its turn. At least 1.</param>
/// <param name="Iterations">Training iterations of a turn, and half its evaluations. At least 1.</param>
internal sealed record TrainingBenchOptions(Backbone Backbone, string Module, Sharing Sharing, int Batch, int Rounds, int Iterations, int Threads, string Device)
{
    public string SharingName => AttentionModules.NameOf(Sharing);

    public Scheme AllOn => Scheme.AllOn(Backbone.Blocks);

    /// <summary>The supernet, always with the same weights.</summary>
    public AttentionNetwork CreateNetwork() => new(new NetworkSpec(Backbone, Module, Sharing, Backbone.Classes), AllOn, seed: 1);
}
