using System.Globalization;
using System.Text;
using Lth4Sa.Search.Statistics;
using static Lth4Sa.Reports.HtmlPage;

namespace Lth4Sa.Reports;

/// <summary>statistics.html: what section III of the paper says of a table of schemes.</summary>
public static class StatisticsReport
{
    public static IReadOnlyList<string> RatioColumns { get; } = ["Connections", "Ratio", "Schemes", "Least", "Lower quartile", "Median", "Mean", "Upper quartile", "Most"];

    /// <param name="table">Its name.</param>
    public static string Write(string table, LandscapeStatistics statistics, ColumnCorrelation? correlation)
    {
        var html = new StringBuilder(Head($"Statistics of {table}"));
        html.Append(CultureInfo.InvariantCulture, $"<h1>Statistics of {Text(table)}</h1>");
        AppendTable(html, ["", ""], [.. Facts(statistics, correlation).Select(f => new[] { f.Name, f.Value })], _ => false);
        html.Append("<h2>Accuracy by connection ratio</h2>").Append(Svg.Violins(
            "accuracy (%)", "connections", [.. statistics.ByConnections.Select(r => (r.Key.ToString(CultureInfo.InvariantCulture), r.Value))], statistics.FullAccuracy, statistics.OriginalAccuracy));
        html.Append("""<p class="note">Width: density; bars: least, mean, most (Fig. 2). Black: the full network, red: the original one.</p>""");
        AppendTable(html, RatioColumns, [.. RatioRows(statistics)], _ => false, isNumbers: true);
        var scores = new[] { ("tickets", "best", statistics.TicketScore), ("bad schemes", "pbar", statistics.BadScore) }.Where(s => s.Item3 is not null).ToArray();
        if (scores.Length > 0)
        {
            html.Append("<h2>Connection score</h2>").Append(Svg.Lines("connection score", "block", [.. scores.Select(s => (s.Item1, s.Item2, s.Item3!.Scores))]));
            html.Append("""<p class="note">How often each block is connected (Eq. 5, Fig. 3). Blue: tickets, orange: bad schemes.</p>""");
        }

        return html.Append("</body></html>").Append('\n').ToString();
    }

    /// <summary>The numbers in a few lines.</summary>
    public static IReadOnlyList<(string Name, string Value)> Facts(LandscapeStatistics statistics, ColumnCorrelation? correlation)
    {
        var facts = new List<(string, string)>
        {
            ("Schemes", string.Create(CultureInfo.InvariantCulture, $"{statistics.Schemes} of {statistics.Blocks} blocks")),
            ("Full network", Accuracy(statistics.FullAccuracy)),
            ("Original network", Accuracy(statistics.OriginalAccuracy)),
            ("Top 5 % from", Accuracy(statistics.TopShare)),
            ("Tickets (by accuracy and connections)", Share(statistics.Tickets, statistics.FullAccuracy)),
            ("Bad schemes", Share(statistics.BadSchemes, statistics.OriginalAccuracy)),
            ("Slope of the tickets' connection score", Slope(statistics.TicketScore)),
            ("Slope of the bad schemes'", Slope(statistics.BadScore)),
        };
        if (correlation is not null)
        {
            facts.Add(($"Accuracy and {correlation.Column}", string.Create(CultureInfo.InvariantCulture, $"Pearson {correlation.Pearson:F3}, Kendall {correlation.Kendall:F3}, {correlation.Pairs} schemes")));
        }

        return facts;

        string Share(int count, double? known) => known is null ? "unknown: its network is not in the table"
            : string.Create(CultureInfo.InvariantCulture, $"{count} ({100.0 * count / statistics.Schemes:F1} %)");
    }

    public static IEnumerable<string[]> RatioRows(LandscapeStatistics statistics) => statistics.ByConnections.Select(r => new[]
    {
        r.Key.ToString(CultureInfo.InvariantCulture), Number((double)r.Key / statistics.Blocks), r.Value.Count.ToString(CultureInfo.InvariantCulture),
        Number(r.Value.Min), Number(r.Value.LowerQuartile), Number(r.Value.Median), Number(r.Value.Mean), Number(r.Value.UpperQuartile), Number(r.Value.Max),
    });

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Accuracy(double? value) => value is { } accuracy ? Number(accuracy) + " %" : "not in the table";

    private static string Slope(ConnectionScore? score) => score is null ? "-" : score.Slope.ToString("F4", CultureInfo.InvariantCulture) + " per block";
}
