using Orleans;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>Options of random network distillation. The defaults are the reference's, where the paper gives none.</summary>
/// <param name="HiddenWidth">The width of every hidden layer of target and predictor; at least 1, default 32.</param>
/// <param name="OutputsPerBlock">The outputs for each block; at least 1, default 4, so that the networks have 4 m outputs.</param>
/// <param name="LearningRate">The learning rate of the predictor's Adam; above 0, default 0.05.</param>
/// <param name="Bonus">
/// Whether the bonus is that of each scheme, or one sum for all schemes of a step; default that of each scheme, as the paper. The
/// reference has the sum.
/// </param>
[GenerateSerializer, Immutable]
public sealed record CuriosityOptions(
    int HiddenWidth = 32, int OutputsPerBlock = 4, double LearningRate = 5e-2, BonusScope Bonus = BonusScope.Scheme);
