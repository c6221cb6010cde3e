using Lth4Sa.Search.Controller;
using Lth4Sa.Search.Curiosity;
using Lth4Sa.Search.Replay;
using Lth4Sa.Search.Rewards;

namespace Lth4Sa.Search.Running;

/// <summary>The options of the parts of one EAN search.</summary>
public sealed record SearchOptions
{
    public ControllerOptions Controller { get; init; } = new();

    public CuriosityOptions Curiosity { get; init; } = new();

    public ReplayOptions Replay { get; init; } = new();

    public RewardOptions Reward { get; init; } = new();
}
