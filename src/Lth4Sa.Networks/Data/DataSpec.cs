using System.Text.Json.Serialization;
using Orleans;

namespace Lth4Sa.Networks.Data;

/// <summary>The images of a run, and which of them are held out, by the names of the run spec.</summary>
/// <remarks>It is part of what a supernet's id is computed from, as JSON: a new property must be left out at its default.</remarks>
/// <param name="Dataset">A name of <see cref="DataSets.Registry"/>; default <c>synthetic</c>.</param>
/// <param name="Data">The folder of the data set's files; null for <c>synthetic</c>, which needs none.</param>
/// <param name="Classes">The number of classes to take, the first ones; at least 2; null takes all.</param>
/// <param name="ValidationPerClass">
/// The number of held-out training images of each class; null is a fifth of the class with the fewest, which is the paper's 100 on
/// CIFAR-100.
/// </param>
/// <param name="Seed">The seed that chooses the held-out images, and makes those of <c>synthetic</c>.</param>
/// <param name="SyntheticPerClass">The number of training images of each class of <c>synthetic</c>, at least 10; null is 150.</param>
[GenerateSerializer, Immutable]
public sealed record DataSpec(
    string Dataset = DataSets.Synthetic, string? Data = null, int? Classes = null, int? ValidationPerClass = null, long Seed = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? SyntheticPerClass = null)
{
    /// <summary>The seed as the key of a counter-based generator.</summary>
    [JsonIgnore]
    public ulong RandomSeed => unchecked((ulong)Seed);
}
