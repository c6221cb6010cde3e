using System.Globalization;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tables;

/// <summary>The tables of a comparison as text; every output shows the same.</summary>
public static class CompareTable
{
    /// <summary>The columns of <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["Strategy", "Best reward, median", "quartiles", "Regret, median", "Optimum found", "Unique", "Requested", "Images", "Device s"];

    /// <summary>What each strategy found and spent.</summary>
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

    /// <summary>The columns of <see cref="WinRows"/>: the strategies.</summary>
    public static IReadOnlyList<string> WinColumns(Comparison comparison) => ["", .. comparison.Contenders.Select(c => c.Name)];

    /// <summary>Seeds won, tied and lost by the row's strategy against the column's, and the p-value of the paired t-test.</summary>
    public static IReadOnlyList<string[]> WinRows(Comparison comparison) =>
    [
        .. comparison.Contenders.Select((contender, i) =>
            (string[])[contender.Name, .. comparison.Wins[i].Select((test, j) => i == j ? "-" : Text(test))]),
    ];

    /// <summary>The columns of <see cref="BestRows"/>.</summary>
    public static IReadOnlyList<string> BestColumns { get; } = ["Strategy", "Scheme", "Seed", "Reward"];

    /// <summary>The best scheme that each strategy found, and the seed with which it did.</summary>
    public static IReadOnlyList<string[]> BestRows(Comparison comparison) =>
    [
        .. comparison.Contenders.Select(contender =>
        {
            var best = contender.Runs.MaxBy(r => r.Final)!;
            return new[] { contender.Name, best.BestScheme, best.Seed.ToString(CultureInfo.InvariantCulture), Number(best.Final, "F3") };
        }),
    ];

    private static string Text(PairedTest test) => $"{test.Wins}-{test.Ties}-{test.Losses} p={(test.PValue is { } p ? PValue(p) : "-")}";

    private static string PValue(double p) => Number(p, p < 0.001 ? "0.0E0" : "F3");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
