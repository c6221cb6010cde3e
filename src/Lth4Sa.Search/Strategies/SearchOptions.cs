using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Strategies.Ean;
using Lth4Sa.Search.Strategies.Enas;
using Lth4Sa.Search.Strategies.Genetic;

namespace Lth4Sa.Search.Strategies;

/// <summary>The options of one search; each strategy reads those that are its own.</summary>
public sealed record SearchOptions
{
    public ControllerOptions Controller { get; init; } = new();

    public CuriosityOptions Curiosity { get; init; } = new();

    public ReplayOptions Replay { get; init; } = new();

    public RewardOptions Reward { get; init; } = new();

    public EnasOptions Enas { get; init; } = new();

    public GeneticOptions Genetic { get; init; } = new();

    /// <summary>Share of the modules of each stage that <c>l1</c> and <c>gm</c> keep, in 0..1. Default 0.5.</summary>
    public double Keep { get; init; } = 0.5;
}
