namespace Lth4Sa.Search.Strategies;

/// <summary>What a strategy is made from.</summary>
/// <param name="Blocks">m, 1..64.</param>
/// <param name="BlocksPerStage">Their sum is m.</param>
/// <param name="Steps">T, the steps that the search may take.</param>
/// <param name="Guidance">What was found out about the supernet beforehand; only for strategies that ask for it.</param>
public sealed record StrategySetup(
    int Blocks, IReadOnlyList<int> BlocksPerStage, long Steps, ulong Seed, SearchOptions Options, Guidance? Guidance = null);
