namespace Lth4Sa.Networks.Data.Images;

/// <summary>Options of the preparation of an image folder.</summary>
public sealed record PreparationOptions
{
    /// <summary>The folder in ImageNet's layout.</summary>
    public required string Source { get; init; }

    /// <summary>The folder that the shards go into.</summary>
    public required string Output { get; init; }

    /// <summary>
    /// The shorter side that images are kept with, in pixels. They are kept whole, up to four times as long as their shorter side; of
    /// longer ones the centre. Default 256 (reference, in evaluation), 8 to 1024. The reference crops training images at their own
    /// size: a larger value keeps more of their detail and takes more space, and evaluation then sees less of each image.
    /// </summary>
    public int Size { get; init; } = 256;

    /// <summary>
    /// Height and width that a network sees: as the <see cref="Augmentation"/> says in training, the centre otherwise. Default 224
    /// (paper), 8 to <see cref="Size"/>.
    /// </summary>
    public int Crop { get; init; } = 224;

    /// <summary>The first K classes in the order of their names, at least 2; null takes all.</summary>
    public int? Classes { get; init; }

    /// <summary>The first N training images of each class; null takes all. At least 2.</summary>
    public int? TrainPerClass { get; init; }

    /// <summary>The first N test images of each class; null takes all. At least 1.</summary>
    public int? TestPerClass { get; init; }

    /// <summary>Leaves missing and broken images out instead of stopping.</summary>
    public bool SkipBroken { get; init; }

    /// <summary>All errors, each with the field, the value and what is allowed.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Check(Directory.Exists(Source), $"source: {Source} is not allowed; expected an existing folder.");
        Check(Size is >= 8 and <= 1024, $"size: {Size} is not allowed; expected 8 to 1024.");
        Check(Crop >= 8 && Crop <= Size, $"crop: {Crop} is not allowed; expected 8 to the size, {Size}.");
        Check(Classes is null or >= 2, $"classes: {Classes} is not allowed; expected at least 2.");
        Check(TrainPerClass is null or >= 2, $"train-per-class: {TrainPerClass} is not allowed; expected at least 2.");
        Check(TestPerClass is null or >= 1, $"test-per-class: {TestPerClass} is not allowed; expected at least 1.");
        return errors;

        void Check(bool allowed, FormattableString message)
        {
            if (!allowed)
            {
                errors.Add(FormattableString.Invariant(message));
            }
        }
    }
}
