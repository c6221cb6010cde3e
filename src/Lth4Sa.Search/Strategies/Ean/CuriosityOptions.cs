namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>Options of random network distillation. The defaults are the reference's; the paper gives none.</summary>
public sealed record CuriosityOptions
{
    /// <summary>Width of every hidden layer of target and predictor. Default 32. At least 1.</summary>
    public int HiddenWidth { get; init; } = 32;

    /// <summary>Outputs for each block. Default 4, so the networks have 4 m outputs. At least 1.</summary>
    public int OutputsPerBlock { get; init; } = 4;

    /// <summary>Rate of the predictor's Adam. Default 0.05. Above 0.</summary>
    public double LearningRate { get; init; } = 5e-2;
}
