using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Csv;

/// <summary>A comparison of strategies as CSV files.</summary>
public static class CompareCsv
{
    /// <summary>The contents of curves.csv: the quartiles of the reward by unique evaluations and of p-bar by step.</summary>
    public static string Curves(Comparison comparison) => CsvText.Write(comment: null,
    [
        ["curve", "strategy", "x", "lower_quartile", "median", "upper_quartile"],
        .. comparison.Curves.SelectMany(band => Rows("reward", band)),
        .. comparison.PBars.SelectMany(band => Rows("p_bar", band)),
    ]);

    /// <summary>The contents of runs.csv: a row for each run.</summary>
    public static string Runs(Comparison comparison) => CsvText.Write(comment: null,
    [
        ["strategy", "seed", "best_scheme", "best_reward", "regret", "unique", "requested", "images", "device_seconds"],
        .. comparison.Contenders.SelectMany(contender => contender.Runs.Select(run => new object?[]
        {
            contender.Name, run.Seed, run.BestScheme, run.Final, comparison.Optimum - run.Final,
            run.Curve.Length, run.Requested, run.Images, run.DeviceSeconds,
        })),
    ]);

    private static IEnumerable<object?[]> Rows(string curve, Band band) =>
        band.X.Select((x, i) => new object?[] { curve, band.Name, x, band.Lower[i], band.Median[i], band.Upper[i] });
}
