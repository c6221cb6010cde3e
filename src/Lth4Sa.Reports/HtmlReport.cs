using System.Globalization;
using System.Text;
using Lth4Sa.Contracts.Runs;
using static Lth4Sa.Reports.HtmlPage;

namespace Lth4Sa.Reports;

/// <summary>report.html: the table and the figures of one run in a single file that needs nothing else.</summary>
public static class HtmlReport
{
    public static string Write(RunResult result, IReadOnlyList<StepRecord> steps)
    {
        var html = new StringBuilder();
        var title = result.Supernet is null
            ? Path.GetFileName(result.Evaluator)
            : $"{result.Backbone} with {result.Module.ToUpperInvariant()} ({result.Sharing}) on {result.Dataset}";
        html.Append(CultureInfo.InvariantCulture, $"""
            {Head(title)}
            <h1>{Text(title)}</h1>
            <p class="verdict">{Text(ResultTable.Verdict(result))}</p>
            <p class="note">Strategy {Text(result.Strategy)}, {result.Steps} steps, {(result.Supernet is null ? "" : $"beta {result.Beta}, ")}seed {result.Seed}, {result.Blocks} blocks.</p>

            """);
        if (result.Networks.Length > 0)
        {
            AppendTable(html, ResultTable.Columns, ResultTable.Rows(result), row => row[^1] == "yes");
            html.Append("""<p class="note">Accuracy is on the test images after training from scratch; the time increment is relative to the original network (Eq. 7).</p>""");
        }

        AppendFigures(html, steps);
        AppendCandidates(html, result);
        if (result.Networks.Length > 0)
        {
            AppendTimes(html, result);
        }

        var ledger = result.Ledger;
        html.Append(CultureInfo.InvariantCulture, $"""
            <h2>Ledger</h2><p>{ledger.Requested:N0} evaluations requested, {ledger.Unique:N0} unique, {ledger.Images:N0} images forwarded, {ledger.DeviceSeconds:F1} device seconds.</p>
            <p class="note">Run <code>{Text(result.Run)}</code>, {(result.Supernet is null ? "" : $"supernet <code>{Text(result.Supernet)}</code>, ")}chain <code>{Text(result.Chain)}</code></p></body></html>

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

        html.Append("<h2>Reward</h2>").Append(Svg.Lines("reward", "step", ("mean", "mean", means), ("best", "best", best)))
            .Append("""<p class="note">Light: mean reward of a step. Dark: highest so far. With the curiosity bonus.</p>""");
        if (steps[0].PBar is not null)
        {
            html.Append("<h2>p-bar</h2>").Append(Svg.Lines("p-bar", "step", ("p-bar", "pbar", [.. steps.Select(s => s.PBar ?? double.NaN)])))
                .Append("""<p class="note">Mean probability of the sampled decisions; 1 is a controller that has decided (Fig. 5).</p>""");
        }

        var blocks = steps[0].Probabilities.Length;
        if (blocks == 0)
        {
            return;
        }

        html.Append("<h2>Connection probabilities</h2>")
            .Append(Svg.HeatMap("block", [.. Enumerable.Range(0, blocks).Select(b => steps.Select(s => s.Probabilities[b]).ToArray())]))
            .Append("""<p class="note">Red: connected, blue: not, white: undecided. Point at a cell for its value.</p>""");
    }

    private static void AppendTimes(StringBuilder html, RunResult result)
    {
        var time = result.Networks[0].Time;
        html.Append(CultureInfo.InvariantCulture, $"<h2>Inference times</h2><p>Milliseconds of a forward pass of 50 images, {time.Forwards:N0} passes of each network in turn, {time.Threads} threads.</p>");
        AppendTable(html, ["Network", "Scheme", "Median", "Lower quartile", "Upper quartile"], [.. result.Networks.Select(n => new[]
        {
            n.Name,
            n.Scheme,
            n.Time.Median.ToString("F2", CultureInfo.InvariantCulture),
            n.Time.LowerQuartile.ToString("F2", CultureInfo.InvariantCulture),
            n.Time.UpperQuartile.ToString("F2", CultureInfo.InvariantCulture),
        })], _ => false);
    }

    private static void AppendCandidates(StringBuilder html, RunResult result)
    {
        html.Append("<h2>Candidates of the search</h2>");
        AppendTable(html, ResultTable.CandidateColumns, ResultTable.Candidates(result.Candidates), _ => false);
    }
}
