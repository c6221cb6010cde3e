using System.Globalization;
using System.Text;
using Lth4Sa.Search.Statistics;
using static Lth4Sa.Reports.HtmlPage;

namespace Lth4Sa.Reports;

/// <summary>compare.html: tables and curves of a comparison in a single file that needs nothing else.</summary>
public static class CompareReport
{
    private const double Significant = 0.05;

    /// <param name="subject">What was searched.</param>
    public static string Write(string subject, Comparison comparison)
    {
        var html = new StringBuilder(Head($"Strategies on {subject}"));
        html.Append(CultureInfo.InvariantCulture, $"""
            <h1>Strategies on {Text(subject)}</h1>
            <p class="note">{comparison.Budget:N0} unique evaluations for every run, {comparison.Seeds.Count} seeds ({Text(string.Join(", ", comparison.Seeds.Take(40)))}). Rewards are without the curiosity bonus.{(comparison.Optimum is { } optimum ? string.Create(CultureInfo.InvariantCulture, $" The best reward there is: {optimum:F3}.") : "")}</p>

            """);
        AppendTable(html, CompareTable.Columns, CompareTable.Rows(comparison), _ => false, isNumbers: true);
        html.Append("<h2>Best reward</h2>").Append(Svg.Bands("best reward", "unique evaluations", comparison.Curves))
            .Append("""<p class="note">Median over the seeds, and between the quartiles. A run that ends before its budget keeps what it has.</p>""");
        if (comparison.PBars.Count > 0)
        {
            html.Append("<h2>p-bar</h2>").Append(Svg.Bands("p-bar", "step", comparison.PBars))
                .Append("""<p class="note">Mean probability of the sampled decisions, over the runs still under way; 1 is a controller that has decided (Fig. 5).</p>""");
        }

        html.Append("<h2>Wins</h2>");
        AppendWins(html, comparison);
        html.Append(CultureInfo.InvariantCulture, $"""<p class="note">Row against column: seeds won, tied and lost, and the p-value of Student's paired t-test, two-sided. Green: better, p below {Significant}.</p>""");
        AppendRuns(html, comparison);
        return html.Append("</body></html>").Append('\n').ToString();
    }

    private static void AppendWins(StringBuilder html, Comparison comparison)
    {
        html.Append("""<table class="numbers"><thead><tr>""").AppendJoin("", CompareTable.WinColumns(comparison).Select(c => $"<th>{Text(c)}</th>")).Append("</tr></thead><tbody>");
        foreach (var (row, i) in CompareTable.WinRows(comparison).Select((r, i) => (r, i)))
        {
            html.Append("<tr>").AppendJoin("", row.Select((cell, j) =>
                j > 0 && comparison.Wins[i][j - 1] is { PValue: < Significant, MeanDifference: > 0 } ? $"<td class=\"better\">{Cell(cell)}</td>" : $"<td>{Cell(cell)}</td>")).Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    // The p-value under the counts: a matrix of many strategies is wide.
    private static string Cell(string text) => Text(text).Replace(" p=", "<br/>p=", StringComparison.Ordinal);

    private static void AppendRuns(StringBuilder html, Comparison comparison)
    {
        html.Append("<h2>Best scheme of each strategy</h2>");
        AppendTable(html, ["Strategy", "Scheme", "Seed", "Reward"], [.. comparison.Contenders.Select(c =>
        {
            var best = c.Runs.MaxBy(r => r.Final)!;
            return new[] { c.Name, best.BestScheme, best.Seed.ToString(CultureInfo.InvariantCulture), best.Final.ToString("F3", CultureInfo.InvariantCulture) };
        })], _ => false);
    }
}
