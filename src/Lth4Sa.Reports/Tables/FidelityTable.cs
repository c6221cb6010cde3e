using System.Globalization;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tables;

/// <summary>How well one number of many schemes stands for another, as text; every output shows the same.</summary>
public static class FidelityTable
{
    /// <summary>The coefficients with their intervals, the line, and the overlap of the best, each with its name.</summary>
    public static IReadOnlyList<(string Name, string Value)> Facts(FidelityStatistics statistics) =>
    [
        ("x", statistics.X),
        ("y", statistics.Y),
        ("Schemes with both", Text($"{statistics.Schemes}")),
        ("Pearson's r", Coefficient(statistics.Pearson)),
        ("Kendall's tau-b", Coefficient(statistics.Kendall)),
        ("Spearman's rho", Coefficient(statistics.Spearman)),
        ("Line of least squares", statistics.Line is { } line
            ? Text($"y = {line.Slope:G4} x {(line.Intercept < 0 ? '-' : '+')} {Math.Abs(line.Intercept):G4}")
            : "undefined"),
        .. statistics.Top.Select(top => (
            top.Best == 1 ? "Best by x is best by y" : Text($"Best {top.Best} by x among the best {top.Best} by y"),
            top.Best == 1
                ? top.Common == 1 ? "yes" : "no"
                : Text($"{top.Common}; by chance {top.ByChance:F1}"))),
    ];

    /// <summary>How the intervals were made, or why there are none, in sentences.</summary>
    public static string Note(FidelityStatistics statistics) => statistics.Undefined is { } reason
        ? $"No correlation is defined: {reason}"
        : Text($"Intervals of 95 % by percentile bootstrap, {statistics.Resamples:N0} resamples of the pairs. ") + (statistics.Skipped == 0
            ? ""
            : Text($"{statistics.Skipped:N0} of them were skipped, because one side is the same for all of their schemes. "))
            + "Of equal numbers the scheme with fewer connections counts as the better one.";

    private static string Coefficient(CorrelationEstimate estimate) => estimate switch
    {
        { Value: { } value, Lower: { } lower, Upper: { } upper } => Text($"{value:F3}, 95 % interval {lower:F3} to {upper:F3}"),
        { Value: { } value } => Text($"{value:F3}, without an interval: no resample defines it"),
        _ => "undefined",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
