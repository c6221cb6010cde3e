namespace Lth4Sa.Search.Statistics;

/// <summary>The correlation of the accuracies with another column.</summary>
/// <param name="Pearson">r; NaN where one of them is constant.</param>
/// <param name="Kendall">tau-b; NaN where one of them is constant.</param>
public sealed record ColumnCorrelation(string Column, int Pairs, double Pearson, double Kendall);
