using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies.Ean;
using Lth4Sa.Search.Strategies.Enas;
using Lth4Sa.Search.Strategies.Genetic;
using Orleans;

namespace Lth4Sa.Search.Strategies;

/// <summary>The options of one search; each strategy reads those that are its own.</summary>
/// <param name="Controller">The options of <c>ean</c>'s controller.</param>
/// <param name="Curiosity">The options of the curiosity bonus.</param>
/// <param name="Replay">The options of the replay of earlier experiences.</param>
/// <param name="Reward">The weights of the reward.</param>
/// <param name="Enas">The options of <c>enas</c>.</param>
/// <param name="Genetic">The options of <c>ga</c>.</param>
/// <param name="Keep">The share of the modules that <c>l1</c> and <c>gm</c> keep, in 0..1; default 0.5.</param>
/// <param name="RankByStage">
/// Whether <c>l1</c> and <c>gm</c> keep that share of each stage, and not of all modules together; default false, as the paper.
/// </param>
/// <param name="Schemes">The schemes of <c>list</c>; null is none.</param>
[GenerateSerializer, Immutable]
public sealed record SearchOptions(
    ControllerOptions Controller, CuriosityOptions Curiosity, ReplayOptions Replay, RewardOptions Reward, EnasOptions Enas,
    GeneticOptions Genetic, double Keep = 0.5, bool RankByStage = false, Scheme[]? Schemes = null)
{
    /// <summary>The defaults of all options.</summary>
    public SearchOptions() : this(new(), new(), new(), new(), new(), new())
    {
    }
}
