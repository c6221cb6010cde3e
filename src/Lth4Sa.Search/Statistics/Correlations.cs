namespace Lth4Sa.Search.Statistics;

/// <summary>The three coefficients of correlation of one set of pairs, each in -1..1.</summary>
/// <param name="Pearson">Pearson's r, which asks for a straight line.</param>
/// <param name="Kendall">Kendall's tau-b, which asks for the same order and corrects for ties.</param>
/// <param name="Spearman">Spearman's rho: Pearson's r of the ranks, where ties have the average of theirs.</param>
internal readonly record struct Correlations(double Pearson, double Kendall, double Spearman);
