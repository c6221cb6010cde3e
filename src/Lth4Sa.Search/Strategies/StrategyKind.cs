using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies;

/// <summary>A kind of search.</summary>
/// <param name="Description">What people are told of the strategy, in a line.</param>
/// <param name="Curious">Whether rewards carry the curiosity bonus.</param>
/// <param name="Replays">Whether each step replays an earlier experience.</param>
/// <param name="Adaptive">Whether what it proposes depends on the rewards of what it proposed before.</param>
/// <param name="MaxBlocks">The largest m it can search.</param>
/// <param name="Rank">
/// The schemes of its guidance, best first, for a strategy that chooses candidates by their validation loss; null chooses them by reward.
/// </param>
public sealed record StrategyKind(
    string Description, Func<StrategySetup, ISearchStrategy> Create, GuidanceKind Guidance = GuidanceKind.None,
    bool Curious = false, bool Replays = false, bool Adaptive = false, int MaxBlocks = Scheme.MaxBlocks,
    Func<Guidance, IEnumerable<RankedScheme>>? Rank = null);
