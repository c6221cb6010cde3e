using System.Globalization;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Cli.Display;

/// <summary>Progress in words.</summary>
internal static class ProgressText
{
    /// <summary>Rate, time left, best scheme and p-bar, as far as they are known.</summary>
    public static string Details(RunProgress progress)
    {
        var parts = new List<string>();
        if (progress.Rate > 0)
        {
            parts.Add(progress.Rate.ToString(progress.Rate < 10 ? "F1" : "F0", CultureInfo.InvariantCulture) + " " + progress.Unit);
        }

        if (progress.SecondsLeft is { } left && progress.Fraction < 1)
        {
            parts.Add(Duration(left) + " left");
        }

        if (progress.BestScheme is { } best)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"best {best} ({progress.BestReward:F2})"));
        }

        if (progress.PBar is { } certainty)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"p-bar {certainty:F3}"));
        }

        return string.Join("  ", parts);
    }

    public static string Duration(double seconds) => seconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F1} h"),
    };
}
