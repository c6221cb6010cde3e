using System.Globalization;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Tables;

/// <summary>The statistics of a table of schemes as text; every output shows the same.</summary>
public static class StatisticsTable
{
    /// <summary>The columns of <see cref="RatioRows"/>.</summary>
    public static IReadOnlyList<string> RatioColumns { get; } =
        ["Connections", "Ratio", "Schemes", "Min", "Lower quartile", "Median", "Mean", "Upper quartile", "Max"];

    /// <summary>The accuracies by number of connections (Fig. 2), in percent.</summary>
    public static IEnumerable<string[]> RatioRows(LandscapeStatistics statistics) => statistics.ByConnections.Select(r => new[]
    {
        r.Key.ToString(CultureInfo.InvariantCulture),
        Number((double)r.Key / statistics.Blocks),
        r.Value.Count.ToString(CultureInfo.InvariantCulture),
        Number(r.Value.Min),
        Number(r.Value.LowerQuartile),
        Number(r.Value.Median),
        Number(r.Value.Mean),
        Number(r.Value.UpperQuartile),
        Number(r.Value.Max),
    });

    /// <summary>What stands above the table of <see cref="RatioRows"/>.</summary>
    public static string RatioTitle(AccuracySource source) => $"{Capitalised(source.Title)}, in percent, by number of connections";

    /// <summary>The numbers of the whole table, each with its name.</summary>
    /// <param name="source">Where the accuracies come from.</param>
    public static IReadOnlyList<(string Name, string Value)> Facts(AccuracySource source, LandscapeStatistics statistics)
    {
        return
        [
            ("Accuracies", source.Title),
            ("Schemes", string.Create(CultureInfo.InvariantCulture, $"{statistics.Schemes} of {statistics.Blocks} blocks")),
            ("Full network", Accuracy(statistics.FullAccuracy)),
            ("Original network", Accuracy(statistics.OriginalAccuracy)),
            ("Top 5 % from", Accuracy(statistics.TopShare)),
            ("Tickets (by accuracy and connections)", Share(statistics.Tickets, statistics.FullAccuracy)),
            ("Bad schemes", Share(statistics.BadSchemes, statistics.OriginalAccuracy)),
            ("Slope of the tickets' connection score", Slope(statistics.TicketScore)),
            ("Slope of the bad schemes'", Slope(statistics.BadScore)),
        ];

        string Share(int count, double? known) => known is null
            ? "unknown: its network is not in the table"
            : string.Create(CultureInfo.InvariantCulture, $"{count} ({100.0 * count / statistics.Schemes:F1} %)");
    }

    /// <summary>A sentence's beginning.</summary>
    public static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Accuracy(double? value) => value is { } accuracy ? Number(accuracy) + " %" : "not in the table";

    private static string Slope(ConnectionScore? score) =>
        score is null ? "-" : score.Slope.ToString("F4", CultureInfo.InvariantCulture) + " per block";
}
