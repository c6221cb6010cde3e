using System.Globalization;
using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Hosting;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Evaluations;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Specs;
using MathNet.Numerics.Statistics;
using Spectre.Console;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>
/// Search steps a second on a table, through the grains with their states stored, for one and for many runs at a time;
/// and Optuna's trials a second on the same table.
/// </summary>
internal sealed class ControlBench(ControlBenchOptions options, TimeProvider time, IAnsiConsole console)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("lth4sa-bench-").FullName;
        try
        {
            var table = Path.Combine(folder, "table.csv");
            await File.WriteAllTextAsync(table, SyntheticTable.Write("pairwise", options.Blocks, options.Rows, seed: 1), cancellation);
            // The first run compiles what it calls.
            await MeasureAsync(folder, table, 1, cancellation);
            var (own, peers) = (options.Runs.ToDictionary(r => r, _ => new List<ControlMeasurement>()), new List<OptunaMeasurement>());
            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var runs in options.Runs)
                {
                    own[runs].Add(await MeasureAsync(folder, table, runs, cancellation));
                    await Console.Error.WriteLineAsync(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"round {round + 1}/{options.Rounds}: {Plural.Of(runs, "run")}, {own[runs][^1].StepsPerSecond:F0} steps/s"));
                }

                peers.AddRange(OptunaMeasurement.Take(table, options.Seconds));
            }

            Show(own, peers);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<ControlMeasurement> MeasureAsync(string parent, string table, int runs, CancellationToken cancellation)
    {
        var folder = Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{runs}"));
        var spec = new RunSpec
        {
            Evaluator = "table:" + table,
            Missing = "nearest",
            Strategy = options.Strategy,
            Steps = options.RunSteps,
            Threads = 1,
        };
        ControlMeasurement measured;
        var results = new List<RunResult>();
        await using (var silo = await InProcessSilo.StartAsync(folder, spec))
        {
            var grains = silo.Grains;
            await grains.GetGrain<ITableGrain>(TableGrain.KeyOf(table, spec.Missing)).Describe();
            var (allocated, started) = (GC.GetTotalAllocatedBytes(precise: true), time.GetTimestamp());
            while (results.Sum(r => r.Steps) < Math.Max(options.Steps, runs * options.RunSteps))
            {
                var first = results.Count + 1;
                results.AddRange(
                    await Task.WhenAll(
                        Enumerable.Range(first, runs).Select(seed => RunAsync(grains, spec with { Seed = seed }, cancellation))));
            }

            var seconds = time.GetElapsedTime(started).TotalSeconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            var (steps, evaluations) = (results.Sum(r => r.Steps), results.Sum(r => r.Ledger.Requested));
            measured = new ControlMeasurement(steps / seconds, evaluations / seconds, (double)allocated / steps, 0);
        }

        var stored = Directory.EnumerateFiles(folder, "state.db*").Sum(f => new FileInfo(f).Length);
        Directory.Delete(folder, recursive: true);
        return measured with { Stored = (double)stored / results.Count };
    }

    private static async Task<RunResult> RunAsync(IGrainFactory grains, RunSpec spec, CancellationToken cancellation)
    {
        var run = grains.GetGrain<ISearchRunGrain>(spec.RunId());
        await run.Start(spec);
        await foreach (var progress in run.Watch(cancellation))
        {
            _ = progress.Error is { } error ? throw new SpecException($"bench: {error}") : progress;
        }

        return (await run.GetResult())!;
    }

    private void Show(Dictionary<int, List<ControlMeasurement>> own, List<OptunaMeasurement> peers)
    {
        var best = peers.GroupBy(p => (p.Sampler, p.Storage)).Select(g => g.Select(p => p.TrialsPerSecond).Median()).Max();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Strategy}, {options.Blocks} blocks, table of {options.Rows} rows, runs of {options.RunSteps} steps, "
            + $"{Environment.ProcessorCount} cores; Optuna {peers[0].Version}; medians of {options.Rounds} rounds"));
        ResultDisplay.Show(
            console,
            [
                "lth4sa, concurrent runs", "steps/s", "evaluations/s", "steps/s to Optuna's best", "evaluations/s to it",
                "allocated bytes/step", "stored bytes/run",
            ],
            own.Select(o => new[]
            {
                Number(o.Key), Number(Median(o.Value, m => m.StepsPerSecond)), Number(Median(o.Value, m => m.EvaluationsPerSecond)),
                Ratio(Median(o.Value, m => m.StepsPerSecond), best), Ratio(Median(o.Value, m => m.EvaluationsPerSecond), best),
                Number(Median(o.Value, m => m.AllocatedPerStep)), Number(Median(o.Value, m => m.Stored)),
            }),
            leftColumns: 0);
        ResultDisplay.Show(
            console, ["Optuna sampler", "storage", "trials/s", "stored bytes/study"],
            peers.GroupBy(p => (p.Sampler, p.Storage)).Select(g => new[]
            {
                g.Key.Sampler, g.Key.Storage, g.Select(p => p.TrialsPerSecond).Median().ToString("F1", CultureInfo.InvariantCulture),
                Number(g.Select(p => (double)p.Bytes).Median()),
            }),
            leftColumns: 2);
        console.WriteLine("A step of ours samples, evaluates and learns several schemes; a trial of Optuna's is one.");
    }

    private static double Median(List<ControlMeasurement> measurements, Func<ControlMeasurement, double> value) =>
        measurements.Select(value).Median();

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Ratio(double value, double peer) => (value / peer).ToString("F1", CultureInfo.InvariantCulture);
}
