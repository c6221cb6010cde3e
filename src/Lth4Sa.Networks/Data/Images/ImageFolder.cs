namespace Lth4Sa.Networks.Data.Images;

/// <summary>
/// A folder in ImageNet's layout: <c>train/CLASS/*.JPEG</c> and <c>val/CLASS/*.JPEG</c> (or <c>test</c>), JPEG or PNG.
/// Classes and images are taken in the order of their names.
/// </summary>
internal sealed record ImageFolder(
    string Root, IReadOnlyList<string> Classes, IReadOnlyList<SourceImage> Train, IReadOnlyList<SourceImage> Test)
{
    private const string TrainName = "train";

    private static readonly string[] TestNames = ["val", "test"];

    private static readonly string[] Extensions = [".jpeg", ".jpg", ".png"];

    /// <exception cref="InvalidDataException">The folder has another layout, or a limit is not met.</exception>
    public static ImageFolder Scan(PreparationOptions options)
    {
        var train = Path.Combine(options.Source, TrainName);
        var test = TestNames.Select(name => Path.Combine(options.Source, name)).FirstOrDefault(Directory.Exists);
        if (!Directory.Exists(train) || test is null)
        {
            throw new InvalidDataException(
                $"source: {options.Source} is not in ImageNet's layout; expected the folders train/CLASS and " +
                $"val/CLASS (or test/CLASS) in it.");
        }

        string[] all = [.. Directory.EnumerateDirectories(train).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
        if (all.Length < 2 || options.Classes > all.Length)
        {
            throw new InvalidDataException(
                $"classes: {(object?)options.Classes ?? "all"} is not possible; {train} has {all.Length} " +
                $"classes, and at least 2 are needed.");
        }

        string[] classes = options.Classes is { } limit ? all[..limit] : all;
        return new ImageFolder(
            options.Source, classes,
            Images(options.Source, train, classes, options.TrainPerClass),
            Images(options.Source, test, classes, options.TestPerClass));
    }

    private static SourceImage[] Images(string root, string split, string[] classes, int? perClass) =>
        [.. classes.SelectMany((name, label) => OfClass(root, Path.Combine(split, name), label).Take(perClass ?? int.MaxValue))];

    private static SourceImage[] OfClass(string root, string folder, int label)
    {
        SourceImage[] images = !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateFiles(folder)
                .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(file => new SourceImage(Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'), label)),
        ];
        return images.Length > 0 ? images : throw new InvalidDataException(
            $"source: {folder} has no image; expected {string.Join(", ", Extensions)} files of this class.");
    }
}
