using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lth4Sa.Search.Random;

namespace Lth4Sa.Networks.Data;

/// <summary>
/// The sets of a run: supernets learn from Train, networks from scratch from All or Train, schemes are scored on Validation,
/// results on Test.
/// </summary>
/// <param name="Train">The training images that are not held out.</param>
/// <param name="Validation">The training images that are held out.</param>
/// <param name="All">All training images, those of Train and of Validation, in the order of the data set.</param>
/// <param name="Test">The test images.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Normalisation">
/// That of the data set, or else the mean and deviation of Train, also where All is trained on: every network of a run sees an image
/// alike.
/// </param>
/// <param name="Manifest">JSON: what was split and how, and the name of every image that is held out.</param>
public sealed record DataSplit(
    ImageSet Train, ImageSet Validation, ImageSet All, ImageSet Test, int Classes, Normalisation Normalisation, string Manifest)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>SHA-256 of the manifest, which has the hashes of the images in it: part of what identifies a supernet.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Manifest)));

    internal static DataSplit Create(LoadedImages images, int classes, DataSpec spec)
    {
        var (train, test) = (images.Train, images.Test);
        var byClass = Enumerable.Range(0, train.Count).GroupBy(i => train.Labels[i]).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        var fewest = byClass.Min(c => c.Length);
        var held = spec.ValidationPerClass ?? fewest / 5;
        if (held < 1 || held >= fewest)
        {
            throw new ArgumentException(
                $"validation-per-class: {held} is not possible; the smallest class of {spec.Dataset} has {fewest} training images, " +
                $"so 1 to {fewest - 1} can be held out.");
        }

        var random = new Philox(spec.RandomSeed);
        var validation = new HashSet<int>(byClass.SelectMany((ofClass, label) =>
            random.Permutation(ofClass.Length, RandomStream.ValidationSplit, (ulong)label).Take(held).Select(i => ofClass[i])));
        var kept = train.Select([.. Enumerable.Range(0, train.Count).Where(i => !validation.Contains(i))]);
        var heldOut = train.Select([.. validation.Order()]);
        var manifest = JsonSerializer.Serialize(
            new
            {
                spec.Dataset,
                Classes = classes,
                Seed = spec.RandomSeed,
                ValidationPerClass = held,
                Train = new { Images = kept.Count, Sha256 = kept.Hash },
                Test = new { Images = test.Count, Sha256 = test.Hash },
                Validation = new
                {
                    Images = heldOut.Count,
                    Sha256 = heldOut.Hash,
                    Names = Enumerable.Range(0, heldOut.Count).Select(heldOut.Name),
                },
            },
            Json);
        return new DataSplit(kept, heldOut, train, test, classes, images.Normalisation ?? Normalisation.Of(kept), manifest);
    }
}
