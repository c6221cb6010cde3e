using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Lth4Sa.Cli.Display;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>What is shown and written of a sweep.</summary>
internal static class SweepTable
{
    private const int Shown = 10;

    public static JsonSerializerOptions Json { get; } = new(ApiJson.Options) { WriteIndented = true };

    /// <summary>One line: how far it is.</summary>
    public static string Line(SweepStatus status)
    {
        var states = string.Join(
            ", ",
            status.Runs.Where(r => r.Value > 0).Select(
                r => string.Create(CultureInfo.InvariantCulture, $"{r.Value} {r.Key.ToString().ToLowerInvariant()}")));
        var left = status.SecondsLeft is { } seconds ? ", " + ProgressText.Duration(seconds) + " left" : "";
        var hits = status.Requested == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {1 - (double)status.Unique / status.Requested:P0} of evaluations known");
        return string.Create(CultureInfo.InvariantCulture,
            $"{status.State.ToString().ToLowerInvariant()}: {status.Fraction:P0} of {Plural.Of(status.Total, "run")} ({states}), "
            + $"{Plural.Of(status.Supernets, "supernet")}, {status.Devices.Held}/{status.Devices.Slots} slots, "
            + $"{status.StepsPerSecond:F0} steps/s{hits}{left}");
    }

    public static void Show(IAnsiConsole console, SweepStatus status, IReadOnlyCollection<SweepRunStatus> runs)
    {
        console.WriteLine(Line(status));
        var evaluations = runs.Select(r => r.Outcome).OfType<SweepOutcome>().ToArray();
        if (evaluations.Length > 0)
        {
            var (requested, unique) = (evaluations.Sum(e => e.Ledger.Requested), evaluations.Sum(e => e.Ledger.Unique));
            console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Plural.Of(status.Supernets, "supernet")}; {Plural.Of(requested, "evaluation")} requested, {unique:N0} of them new "
                    + $"to their run; the best runs:"));
            SweepRunStatus[] best = [.. runs.Where(r => r.Outcome is not null).OrderByDescending(r => r.Outcome!.Reward).Take(Shown)];
            var sources = Sources(best);
            ResultDisplay.Show(
                console, ["run", "best scheme", "reward", "accuracy, %", "accuracy of", "connections off, %", "evaluations", "chain"],
                best.Select(r => new[]
                {
                    r.Run.Name, r.Outcome!.Best, Number(r.Outcome.Reward, 3), Number(r.Outcome.Accuracy, 2),
                    sources[r.Run.Spec.Evaluator].Name, Number(100 * r.Outcome.Sparsity, 0),
                    r.Outcome.Ledger.Unique.ToString(CultureInfo.InvariantCulture), r.Outcome.Chain[..16],
                }),
                leftColumns: 2);
            foreach (var source in sources.Values.Distinct())
            {
                console.WriteLine($"{source.Name}: {source.Note}");
            }
        }

        foreach (var run in runs.Where(r => r.Error is not null && r.State is SweepRunState.Parked or SweepRunState.Failing).Take(Shown))
        {
            console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.State.ToString().ToLowerInvariant()}: {run.Run.Name} ({run.RunId}), {Plural.Of(run.Failures, "failure")}: "
                    + $"{run.Error}"));
        }
    }

    /// <summary>A row for each run: its axis values, its state and what came of it.</summary>
    public static string Csv(IReadOnlyCollection<SweepRunStatus> runs)
    {
        var sources = Sources(runs);
        var axes = runs.SelectMany(r => r.Run.Axes.Keys).Distinct().ToArray();
        var text = new StringBuilder();
        using var csv = new CsvWriter(new StringWriter(text, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        Row(
            [
                .. axes, "run", "state", "failures", "error", "scheme", "reward", "accuracy", "accuracies", "sparsity", "requested",
                "unique", "images", "deviceSeconds", "supernet", "chain",
            ]);
        foreach (var run in runs)
        {
            var outcome = run.Outcome;
            Row([
                .. axes.Select(a => run.Run.Axes.GetValueOrDefault(a, "")), run.RunId, run.State.ToString().ToLowerInvariant(),
                run.Failures, run.Error,
                outcome?.Best, outcome?.Reward, outcome?.Accuracy, outcome is null ? null : sources[run.Run.Spec.Evaluator].Name,
                outcome?.Sparsity, outcome?.Ledger.Requested, outcome?.Ledger.Unique, outcome?.Ledger.Images,
                outcome?.Ledger.DeviceSeconds, outcome?.Supernet, outcome?.Chain,
            ]);
        }

        csv.Flush();
        return text.ToString();

        void Row(object?[] fields)
        {
            Array.ForEach(fields, field => csv.WriteField(field));
            csv.NextRecord();
        }
    }

    // Whose accuracies the runs show, by the evaluator.
    private static Dictionary<string, AccuracySource> Sources(IEnumerable<SweepRunStatus> runs) =>
        runs.Select(r => r.Run.Spec).DistinctBy(s => s.Evaluator).ToDictionary(s => s.Evaluator, s => s.Accuracies());

    private static string Number(double value, int digits) =>
        value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
