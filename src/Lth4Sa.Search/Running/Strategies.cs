namespace Lth4Sa.Search.Running;

/// <summary>The search strategies, by name.</summary>
public static class Strategies
{
    /// <summary>Policy gradient with curiosity and replay: the paper's baseline method.</summary>
    public const string Ean = "ean";

    public static IReadOnlyList<string> Names { get; } = [Ean];
}
