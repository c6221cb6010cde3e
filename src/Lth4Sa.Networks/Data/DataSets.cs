using Lth4Sa.Networks.Data.Images;
using Lth4Sa.Search;

namespace Lth4Sa.Networks.Data;

/// <summary>The data sets by name.</summary>
public static class DataSets
{
    public const string Synthetic = "synthetic";

    public const string ImageFolder = "imagefolder";

    public static Registry<Func<DataSpec, LoadedImages>> Registry { get; } = new("data set",
        (Synthetic, SyntheticImages.Generate),
        ("cifar10", spec => CifarBinary.Cifar10.Read(spec.Data)),
        ("cifar100", spec => CifarBinary.Cifar100.Read(spec.Data)),
        (ImageFolder, spec => PreparedImages.Read(spec.Data)));

    /// <summary>The data set whose files a folder holds; null if it holds those of none.</summary>
    public static string? Detect(string directory) =>
        File.Exists(Path.Combine(directory, PreparedImages.FileName)) ? ImageFolder
        : CifarBinary.Cifar100.IsIn(directory) ? "cifar100"
        : CifarBinary.Cifar10.IsIn(directory) ? "cifar10"
        : null;

    /// <summary>Loads, takes the classes that are asked for, and holds out the validation images.</summary>
    /// <exception cref="ArgumentException">A value of the spec does not fit the data set.</exception>
    /// <exception cref="InvalidDataException">A file is missing, truncated, mislabelled or not what its hash says.</exception>
    public static DataSplit Load(DataSpec spec)
    {
        var loaded = Registry.Get(spec.Dataset)(spec);
        var available = loaded.Train.Labels.Max() + 1;
        var classes = spec.Classes ?? available;
        if (classes < 2 || classes > available)
        {
            throw new ArgumentException($"classes: {classes} is not possible; {spec.Dataset} has 2 to {available}.");
        }

        return DataSplit.Create(
            loaded with { Train = OfFirst(loaded.Train, classes), Test = OfFirst(loaded.Test, classes) }, classes, spec);
    }

    private static ImageSet OfFirst(ImageSet images, int classes) =>
        images.Select([.. Enumerable.Range(0, images.Count).Where(i => images.Labels[i] < classes)]);
}
