namespace Lth4Sa.Contracts.Data;

/// <summary>The images of a run, by the names of the run spec.</summary>
/// <param name="Dataset">The name of the data set.</param>
/// <param name="Data">The folder of its files; null for a data set that needs none.</param>
/// <param name="Classes">The number of classes to take, the first ones; null takes all.</param>
/// <param name="ValidationPerClass">The number of held-out training images of each class; null is a fifth.</param>
/// <param name="Seed">The seed of the split.</param>
[GenerateSerializer, Immutable]
public sealed record DataMessage(string Dataset, string? Data, int? Classes, int? ValidationPerClass, long Seed);
