namespace Lth4Sa.Search.Statistics;

/// <summary>How well one accuracy stands for another, such as the supernet's for that of training from scratch.</summary>
public static class Fidelity
{
    /// <summary>Pearson's r, in -1..1; null where one of them is constant. The paper has 0.71 over 42 schemes.</summary>
    public static double? Pearson(IReadOnlyList<double> a, IReadOnlyList<double> b) => new RankedPairs(a, b).Correlate()?.Pearson;

    /// <summary>Kendall's tau-b, which corrects for ties, in -1..1; null where one of them is constant. O(n log n).</summary>
    public static double? Kendall(IReadOnlyList<double> a, IReadOnlyList<double> b) => new RankedPairs(a, b).Correlate()?.Kendall;

    /// <summary>Spearman's rho, in -1..1, with average ranks for ties; null where one of them is constant.</summary>
    public static double? Spearman(IReadOnlyList<double> a, IReadOnlyList<double> b) => new RankedPairs(a, b).Correlate()?.Spearman;
}
