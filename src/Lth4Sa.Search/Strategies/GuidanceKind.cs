namespace Lth4Sa.Search.Strategies;

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
