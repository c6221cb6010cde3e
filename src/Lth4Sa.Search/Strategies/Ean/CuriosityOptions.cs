using Orleans;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>Options of random network distillation. The defaults are the reference's; the paper gives none.</summary>
/// <param name="HiddenWidth">Width of every hidden layer of target and predictor. Default 32. At least 1.</param>
/// <param name="OutputsPerBlock">Outputs for each block. Default 4, so the networks have 4 m outputs. At least 1.</param>
/// <param name="LearningRate">Rate of the predictor's Adam. Default 0.05. Above 0.</param>
[GenerateSerializer, Immutable]
public sealed record CuriosityOptions(int HiddenWidth = 32, int OutputsPerBlock = 4, double LearningRate = 5e-2);
