using System.Globalization;
using System.Text;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports;

/// <summary>A comparison as CSV files.</summary>
public static class CompareCsv
{
    /// <summary>Bands of reward by unique evaluations and of p-bar by step.</summary>
    public static string Curves(Comparison comparison)
    {
        var csv = new StringBuilder("curve,strategy,x,lower_quartile,median,upper_quartile\n");
        foreach (var (name, bands) in new[] { ("reward", comparison.Curves), ("p_bar", comparison.PBars) })
        {
            foreach (var band in bands)
            {
                for (var i = 0; i < band.X.Length; i++)
                {
                    csv.Append(CultureInfo.InvariantCulture, $"{name},{Quote(band.Name)},{band.X[i]},{band.Lower[i]:R},{band.Median[i]:R},{band.Upper[i]:R}\n");
                }
            }
        }

        return csv.ToString();
    }

    /// <summary>One row for each run.</summary>
    public static string Runs(Comparison comparison)
    {
        var csv = new StringBuilder("strategy,seed,best_scheme,best_reward,regret,unique,requested,images,device_seconds\n");
        foreach (var contender in comparison.Contenders)
        {
            foreach (var run in contender.Runs)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{Quote(contender.Name)},{run.Seed},{run.BestScheme},{run.Final:R},{comparison.Optimum - run.Final:R},{run.Curve.Length},{run.Requested},{run.Images},{run.DeviceSeconds:R}\n");
            }
        }

        return csv.ToString();
    }

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
