using System.Globalization;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports;

/// <summary>The tables of a comparison as text; every output shows the same.</summary>
public static class CompareTable
{
    public static IReadOnlyList<string> Columns { get; } =
        ["Strategy", "Best reward, median", "quartiles", "Regret, median", "Optimum found", "Unique", "Requested", "Images", "Device s"];

    public static IReadOnlyList<string[]> Rows(Comparison comparison) =>
    [
        .. comparison.Table.Select(row => new[]
        {
            row.Name,
            Number(row.FinalMedian, "F3"),
            $"{Number(row.FinalLower, "F3")} .. {Number(row.FinalUpper, "F3")}",
            row.RegretMedian is { } regret ? Number(regret, "F3") : "-",
            row.Optimal is { } optimal ? $"{optimal}/{comparison.Seeds.Count}" : "-",
            Number(row.Unique, "F0"),
            Number(row.Requested, "F0"),
            Number(row.Images, "N0"),
            Number(row.DeviceSeconds, "F1"),
        }),
    ];

    public static IReadOnlyList<string> WinColumns(Comparison comparison) => ["", .. comparison.Contenders.Select(c => c.Name)];

    public static IReadOnlyList<string[]> WinRows(Comparison comparison) =>
        [.. comparison.Contenders.Select((c, i) => (string[])[c.Name, .. comparison.Wins[i].Select((test, j) => i == j ? "-" : Text(test))])];

    private static string Text(PairedTest test) => $"{test.Wins}-{test.Ties}-{test.Losses} p={(test.PValue is { } p ? Number(p, p < 0.001 ? "0.0E0" : "F3") : "-")}";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
