namespace Lth4Sa.Search.Statistics;

/// <summary>How well the accuracies of supernets stand for those of training from scratch.</summary>
/// <param name="Variants">The names of the supernets.</param>
/// <param name="Rows">The accuracies of each scheme.</param>
/// <param name="Statistics">The statistics of each supernet.</param>
public sealed record FidelityStudy(
    IReadOnlyList<string> Variants, IReadOnlyList<FidelityRow> Rows, IReadOnlyList<FidelityStatistics> Statistics)
{
    /// <param name="variants">The names of the supernets.</param>
    /// <param name="rows">The accuracies of each scheme.</param>
    /// <param name="x">What the accuracy on a supernet is, with its unit, as an axis shows it.</param>
    /// <param name="y">What the accuracy of a network trained from scratch is, with its unit.</param>
    /// <param name="seed">The seed of the resamples behind the intervals.</param>
    public static FidelityStudy Of(IReadOnlyList<string> variants, IReadOnlyList<FidelityRow> rows, string x, string y, ulong seed) => new(
        variants, rows,
        [
            .. variants.Select((name, i) => FidelityStatistics.Of(
                new PairedColumns(
                    $"{name}: {x}", y, [.. rows.Select(row => new PairedScheme(row.Scheme, row.Supernet[i], row.Scratch))]),
                seed)),
        ]);
}
