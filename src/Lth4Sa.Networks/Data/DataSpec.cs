namespace Lth4Sa.Networks.Data;

/// <summary>Which images, and which of them are held out.</summary>
public sealed record DataSpec
{
    /// <summary>A name of <see cref="DataSets.Registry"/>. Default <c>synthetic</c>.</summary>
    public string Name { get; init; } = DataSets.Synthetic;

    /// <summary>The folder of the binary files; <c>synthetic</c> needs none.</summary>
    public string? Directory { get; init; }

    /// <summary>Takes the first K classes, at least 2; null takes all.</summary>
    public int? Classes { get; init; }

    /// <summary>
    /// Training images of each class that are held out for validation. Null is a fifth of the class with the fewest,
    /// which is the paper's 100 on CIFAR-100.
    /// </summary>
    public int? ValidationPerClass { get; init; }

    /// <summary>Training images of each class of <c>synthetic</c>. Default 150, at least 10.</summary>
    public int SyntheticPerClass { get; init; } = 150;

    /// <summary>Chooses the held-out images, and makes those of <c>synthetic</c>.</summary>
    public ulong Seed { get; init; }
}
