using Lth4Sa.Search.Running;

namespace Lth4Sa.Search.Strategies;

/// <summary>What a strategy is made from.</summary>
/// <param name="Blocks">m, 1..64.</param>
/// <param name="BlocksPerStage">Their sum is m.</param>
/// <param name="Steps">T, the steps that the search may take.</param>
/// <param name="Guidance">What was found out about the supernet beforehand; only for strategies that ask for it.</param>
public sealed record StrategySetup(int Blocks, IReadOnlyList<int> BlocksPerStage, long Steps, ulong Seed, SearchOptions Options, Guidance? Guidance = null);

/// <summary>What a strategy wants to know of the supernet before its first step.</summary>
public enum GuidanceKind
{
    /// <summary>Nothing: any evaluator will do.</summary>
    None,

    /// <summary>A score of the weights of each block's module.</summary>
    Weights,

    /// <summary>The gates of each block as they are trained.</summary>
    Gates,
}

/// <summary>One row for each step that the guidance took, with one value for each block: a single row of scores, or the gates after every step.</summary>
public sealed record Guidance(double[][] Rows);
