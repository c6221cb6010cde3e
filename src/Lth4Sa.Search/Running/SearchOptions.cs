using Lth4Sa.Search.Controller;
using Lth4Sa.Search.Curiosity;
using Lth4Sa.Search.Replay;
using Lth4Sa.Search.Rewards;

namespace Lth4Sa.Search.Running;

/// <summary>All options of one EAN search.</summary>
public sealed record SearchOptions
{
    /// <summary>T, the steps. Default 1000, the paper's for CIFAR; it has 300 for ImageNet. At least 1.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>Schemes with the highest reward that are trained from scratch. Default 3 (paper). At least 1.</summary>
    public int Candidates { get; init; } = 3;

    /// <summary>Steps between commits; a crash repeats fewer than this many steps, from the cache. Default 10. At least 1.</summary>
    public int CommitEvery { get; init; } = 10;

    public ControllerOptions Controller { get; init; } = new();

    public CuriosityOptions Curiosity { get; init; } = new();

    public ReplayOptions Replay { get; init; } = new();

    public RewardOptions Reward { get; init; } = new();
}
