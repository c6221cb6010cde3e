using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lth4Sa.Search.Randomness;

namespace Lth4Sa.Networks.Data;

/// <summary>The three sets of a run: supernets and candidates learn from Train, schemes are scored on Validation, results on Test.</summary>
/// <param name="Hash">SHA-256 over all pixels and labels in order: part of what identifies a supernet.</param>
public sealed record DataSplit(ImageSet Train, ImageSet Validation, ImageSet Test, int Classes, Normalisation Normalisation, string Hash)
{
    internal static DataSplit Create(ImageSet train, ImageSet test, int classes, DataSpec spec)
    {
        var byClass = Enumerable.Range(0, train.Count).GroupBy(i => train.Labels[i]).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        var fewest = byClass.Min(c => c.Length);
        var held = spec.ValidationPerClass ?? fewest / 5;
        if (held < 1 || held >= fewest)
        {
            throw new ArgumentException($"validation-per-class: {held} is not possible; the smallest class of {spec.Name} has {fewest} training images, so 1 to {fewest - 1} can be held out.");
        }

        var random = new Philox(spec.Seed);
        var validation = new HashSet<int>(byClass.SelectMany((images, label) =>
            random.Permutation(images.Length, RandomStream.ValidationSplit, (ulong)label).Take(held).Select(i => images[i])));
        var kept = train.Select([.. Enumerable.Range(0, train.Count).Where(i => !validation.Contains(i))]);
        var heldOut = train.Select([.. validation.Order()]);
        return new DataSplit(kept, heldOut, test, classes, Normalisation.Of(kept), HashOf(kept, heldOut, test));
    }

    private static string HashOf(params ImageSet[] sets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var set in sets)
        {
            hash.AppendData(set.Pixels);
            hash.AppendData(MemoryMarshal.AsBytes(set.Labels.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
