using System.Globalization;
using System.Net;
using System.Text;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Reports;

/// <summary>report.html: the table and the figures of one run in a single file that needs nothing else.</summary>
public static class HtmlReport
{
    private const string Style = """
        body { font: 15px/1.45 system-ui, sans-serif; max-width: 780px; margin: 2em auto; padding: 0 1em; color: #1b1f24; background: #fff; }
        h1 { font-size: 1.5em; } h2 { font-size: 1.1em; margin-top: 2em; }
        table { border-collapse: collapse; width: 100%; } th, td { padding: .35em .6em; border-bottom: 1px solid #d8dee4; text-align: right; }
        th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { text-align: left; } td:nth-child(2), code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
        tr.ticket td { background: #e6f4ea; } .verdict { font-weight: 600; } .note { color: #57606a; font-size: .9em; }
        svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: #57606a; } .grid { stroke: #e4e8ec; }
        polyline { fill: none; stroke-width: 1.5; } .mean { stroke: #9ec1e8; } .best { stroke: #1f5fa8; stroke-width: 2; } .pbar { stroke: #b3541e; }
        """;

    public static string Write(RunResult result, IReadOnlyList<StepRecord> steps)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(result.Backbone)} {Text(result.Module)} on {Text(result.Dataset)}</title><style>{Style}</style></head><body>
            <h1>{Text(result.Backbone)} with {Text(result.Module.ToUpperInvariant())} ({Text(result.Sharing)}) on {Text(result.Dataset)}</h1>
            <p class="verdict">{Text(ResultTable.Verdict(result))}</p>
            <p class="note">Strategy {Text(result.Strategy)}, {result.Steps} steps, beta {result.Beta}, seed {result.Seed}, {result.Blocks} blocks. Accuracy is on the test images after training from scratch; the time increment is relative to the original network (Eq. 7).</p>

            """);
        AppendTable(html, ResultTable.Columns, ResultTable.Rows(result), row => row[^1] == "yes");
        AppendFigures(html, steps);
        AppendCandidates(html, result);
        var ledger = result.Ledger;
        html.Append(CultureInfo.InvariantCulture, $"""
            <h2>Ledger</h2><p>{ledger.Requested:N0} evaluations requested, {ledger.Unique:N0} unique, {ledger.Images:N0} images forwarded, {ledger.DeviceSeconds:F1} device seconds.</p>
            <p class="note">Run <code>{Text(result.Run)}</code>, supernet <code>{Text(result.Supernet)}</code>, chain <code>{Text(result.Chain)}</code></p></body></html>

            """);
        return html.ToString();
    }

    private static void AppendFigures(StringBuilder html, IReadOnlyList<StepRecord> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }

        var means = steps.Select(s => s.Rewards.Average()).ToArray();
        var best = new double[means.Length];
        for (var i = 0; i < best.Length; i++)
        {
            best[i] = Math.Max(steps[i].Rewards.Max(), i > 0 ? best[i - 1] : double.NegativeInfinity);
        }

        html.Append("<h2>Reward</h2>").Append(Svg.Lines("reward", ("mean", "mean", means), ("best", "best", best)))
            .Append("""<p class="note">Light: mean reward of a step. Dark: highest so far. With the curiosity bonus.</p>""");
        html.Append("<h2>p-bar</h2>").Append(Svg.Lines("p-bar", ("p-bar", "pbar", [.. steps.Select(s => s.PBar)])))
            .Append("""<p class="note">Mean probability of the sampled decisions; 1 is a controller that has decided (Fig. 5).</p>""");
        var blocks = steps[0].Probabilities.Length;
        html.Append("<h2>Connection probabilities</h2>")
            .Append(Svg.HeatMap("block", [.. Enumerable.Range(0, blocks).Select(b => steps.Select(s => s.Probabilities[b]).ToArray())]))
            .Append("""<p class="note">Red: connected, blue: not, white: undecided. Point at a cell for its value.</p>""");
    }

    private static void AppendCandidates(StringBuilder html, RunResult result)
    {
        html.Append("<h2>Candidates of the search</h2>");
        AppendTable(html, ["#", "Scheme", "Reward", "Supernet acc. (%)", "Sparsity"], [.. result.Candidates.Select((c, i) => new[]
        {
            (i + 1).ToString(CultureInfo.InvariantCulture),
            c.Scheme,
            c.Reward.ToString("F3", CultureInfo.InvariantCulture),
            c.Accuracy.ToString("F2", CultureInfo.InvariantCulture),
            c.Sparsity.ToString("F2", CultureInfo.InvariantCulture),
        })], _ => false);
    }

    private static void AppendTable(StringBuilder html, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows, Func<string[], bool> marked)
    {
        html.Append("<table><thead><tr>").AppendJoin("", columns.Select(c => $"<th>{Text(c)}</th>")).Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append(marked(row) ? """<tr class="ticket">""" : "<tr>").AppendJoin("", row.Select(c => $"<td>{Text(c)}</td>")).Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
