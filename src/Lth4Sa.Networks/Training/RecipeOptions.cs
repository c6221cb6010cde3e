using Lth4Sa.Networks.Data;
using Orleans;

namespace Lth4Sa.Networks.Training;

/// <summary>What a user decides of a <see cref="Recipe"/>; the rest follows from the backbone.</summary>
/// <param name="Epochs">The number of epochs, at least 1; null is that of the paper for the backbone.</param>
/// <param name="BatchSize">The images of an iteration, at least 2; null is 128 (paper), or 256 for ImageNet (reference).</param>
/// <param name="LearningRate">The initial learning rate, above 0; default 0.1 (paper).</param>
/// <param name="Momentum">The momentum of SGD, in [0, 1); default 0.9 (paper).</param>
/// <param name="WeightDecay">The weight decay of SGD, at least 0; default 1e-4 (paper).</param>
/// <param name="Schedule">The learning rate over the epochs, as <see cref="Schedules"/> reads it; default <c>auto</c>.</param>
/// <param name="Augmentation">A name of <see cref="Augmentations.Registry"/>; default <c>auto</c>, that of the backbone.</param>
[GenerateSerializer, Immutable]
public sealed record RecipeOptions(
    int? Epochs = null, int? BatchSize = null, double LearningRate = 0.1, double Momentum = 0.9, double WeightDecay = 1e-4,
    string Schedule = RecipeOptions.Auto, string Augmentation = RecipeOptions.Auto)
{
    /// <summary>What paper or reference have for the backbone.</summary>
    public const string Auto = "auto";
}
