using System.Text.Json;
using System.Text.Json.Serialization;
using Lth4Sa.Search.Files;

namespace Lth4Sa.Networks.Data.Images;

/// <summary>A prepared image folder: shards, and <c>dataset.json</c>, which says what is in them and is written last.</summary>
internal static class PreparedImages
{
    public const string FileName = "dataset.json";

    /// <summary>The version of the form of shards and descriptions. In version 1 all images were cut to squares.</summary>
    public const int Format = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Write(PreparationOptions options, IReadOnlyList<string> classes, Shard[] train, Shard[] test) =>
        AtomicFile.WriteAllText(
        Path.Combine(options.Output, FileName),
        JsonSerializer.Serialize(new Description(Format, options.Size, options.Crop, [.. classes], Parts(train), Parts(test)), Json));

    /// <exception cref="InvalidDataException">A file is missing, or is not what its hash says.</exception>
    public static LoadedImages Read(string? directory)
    {
        if (directory is null)
        {
            throw new ArgumentException("data: imagefolder needs the folder that `lth4sa data prepare` wrote, --data DIR.");
        }

        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            throw new InvalidDataException(
                $"{path} is missing: imagefolder reads what `lth4sa data prepare --source IMAGES --out {directory}` writes.");
        }

        var description = Parse(path);
        return new LoadedImages(
            Images(directory, description, description.Train), Images(directory, description, description.Test), Normalisation.ImageNet);
    }

    private static Description Parse(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var description = JsonSerializer.Deserialize<Description>(file, Json);
            return description switch
            {
                { Format: > 0 and not Format } => throw new InvalidDataException(
                    $"{path} is of another version: format {description.Format}, expected {Format}. Prepare the images again, with " +
                    $"`lth4sa data prepare --source IMAGES --out {Path.GetDirectoryName(path)}`."),
                { Format: Format, Crop: > 0, Train.Length: > 0, Test.Length: > 0 } when description.Crop <= description.Size => description,
                _ => throw new InvalidDataException($"{path} is damaged: it describes no images. Prepare the images again."),
            };
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{path} is damaged: {damaged.Message}", damaged);
        }
    }

    private static ImageSet Images(string directory, Description description, Part[] parts)
    {
        var images = parts.SelectMany(p => p.Images).ToArray();
        if (images.FirstOrDefault(i => i.Label < 0 || i.Label >= description.Classes.Length) is { } wrong)
        {
            throw new InvalidDataException(
                $"{directory}: the image {wrong.Path} has the label {wrong.Label}, there are {description.Classes.Length} classes.");
        }

        if (images.FirstOrDefault(i => !KeptImage.Allows(i.Size, description.Size)) is { } unfit)
        {
            throw new InvalidDataException(
                $"{directory}: the image {unfit.Path} has {unfit.Width} x {unfit.Height} pixels, expected a shorter side of " +
                $"{description.Size} and a longer one of {description.Size} to {description.Size * KeptImage.LongestRatio}.");
        }

        var pixels = new MappedPixels(
            [.. parts.Select(p => new MappedPart(Path.Combine(directory, p.File), [.. p.Images.Select(i => i.Size)], p.Sha256))]);
        return new ImageSet(pixels, [.. images.Select(i => i.Label)], description.Size, description.Crop, i => images[i].Path);
    }

    private static Part[] Parts(Shard[] shards) =>
        [.. shards.Select(s => new Part(s.File, s.Sha256, [.. s.Held.Select(i => new PartImage(i.Path, i.Label, i.Width, i.Height))]))
            .Where(p => p.Images.Length > 0)];

    private sealed record Description(int Format, int Size, int Crop, string[] Classes, Part[] Train, Part[] Test);

    private sealed record Part(string File, string Sha256, PartImage[] Images);

    // Where an image starts follows from the sizes of those before it.
    private sealed record PartImage(string Path, int Label, int Width, int Height)
    {
        [JsonIgnore]
        public ImageSize Size => new(Width, Height);
    }
}
