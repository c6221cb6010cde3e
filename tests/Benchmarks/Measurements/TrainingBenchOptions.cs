using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>What the benchmarks that run networks measure.</summary>
/// <param name="Backbone">The backbone.</param>
/// <param name="Module">The attention module, by name.</param>
/// <param name="Sharing">Whether modules are shared by the blocks of a stage.</param>
/// <param name="Batch">Images of an iteration, at least 2. Default 128 (paper).</param>
/// <param name="Rounds">How often every contestant has its turn, at least 1.</param>
/// <param name="Iterations">Training iterations of a turn, and half its evaluations. At least 1.</param>
/// <param name="Threads">The number of CPU threads of an operator.</param>
/// <param name="Device">The device: cpu, cuda or cuda:N.</param>
internal sealed record TrainingBenchOptions(
    Backbone Backbone, string Module, Sharing Sharing, int Batch, int Rounds, int Iterations, int Threads, string Device)
{
    /// <summary>The sharing, by name.</summary>
    public string SharingName => AttentionModules.NameOf(Sharing);

    /// <summary>The scheme with every connection.</summary>
    public Scheme AllOn => Scheme.AllOn(Backbone.Blocks);

    /// <summary>The supernet, always with the same weights.</summary>
    public AttentionNetwork CreateNetwork() => new(new NetworkSpec(Backbone, Module, Sharing, Backbone.Classes), AllOn, seed: 1);
}
