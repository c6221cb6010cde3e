namespace Lth4Sa.Networks.Data;

/// <summary>The data sets by name. Each answers its training and test images, all classes.</summary>
public static class DataSets
{
    public const string Synthetic = "synthetic";

    public static Registry<Func<DataSpec, (ImageSet Train, ImageSet Test)>> Registry { get; } = new("data set",
        (Synthetic, SyntheticImages.Generate),
        ("cifar10", spec => CifarBinary.Cifar10.Read(spec.Directory)),
        ("cifar100", spec => CifarBinary.Cifar100.Read(spec.Directory)));

    /// <summary>Loads, takes the classes that are asked for, and holds out the validation images.</summary>
    /// <exception cref="ArgumentException">A value of the spec does not fit the data set.</exception>
    /// <exception cref="InvalidDataException">A file is missing, truncated or mislabelled.</exception>
    public static DataSplit Load(DataSpec spec)
    {
        var (train, test) = Registry.Get(spec.Name)(spec);
        var available = train.Labels.Max() + 1;
        var classes = spec.Classes ?? available;
        if (classes < 2 || classes > available)
        {
            throw new ArgumentException($"classes: {classes} is not possible; {spec.Name} has 2 to {available}.");
        }

        return DataSplit.Create(OfFirst(train, classes), OfFirst(test, classes), classes, spec);
    }

    private static ImageSet OfFirst(ImageSet images, int classes) =>
        images.Select([.. Enumerable.Range(0, images.Count).Where(i => images.Labels[i] < classes)]);
}
