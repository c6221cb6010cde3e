using Orleans;

namespace Lth4Sa.Search.Strategies;

/// <summary>What a search is made from: its strategy, its curiosity and its replay buffer.</summary>
/// <param name="Strategy">A name of <see cref="SearchStrategies.Registry"/>.</param>
/// <param name="BlocksPerStage">The number of blocks of each stage; their sum is m.</param>
/// <param name="Steps">T, the number of steps that the search may take.</param>
/// <param name="Seed">The seed of all that the search draws.</param>
/// <param name="Options">The options; each strategy reads those that are its own.</param>
/// <param name="Guidance">What was found out about the supernet beforehand; only for strategies that ask for it.</param>
[GenerateSerializer, Immutable]
public sealed record StrategySetup(
    string Strategy, int[] BlocksPerStage, long Steps, ulong Seed, SearchOptions Options, Guidance? Guidance = null)
{
    /// <summary>m, the number of blocks, 1 to 64.</summary>
    public int Blocks => BlocksPerStage.Sum();

    /// <summary>The kind of the strategy.</summary>
    public StrategyKind Kind => SearchStrategies.Registry.Get(Strategy);
}
