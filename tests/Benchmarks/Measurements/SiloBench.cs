using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Lth4Sa.Cli.Display;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Outside;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Silo;
using Lth4Sa.Specs;
using MathNet.Numerics.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>What a silo costs while it does nothing, what it costs to look at it, and how fast it answers while a sweep runs.</summary>
internal sealed partial class SiloBench(SiloBenchOptions options, TimeProvider time, IAnsiConsole console)
{
    private const int Blocks = 54, Rows = 1000;

    private static readonly TimeSpan CachedFor = TimeSpan.FromMilliseconds(350);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("lth4sa-bench-").FullName;
        try
        {
            var datasets = Directory.CreateDirectory(Path.Combine(folder, "silo", "datasets")).FullName;
            var table = Path.Combine(datasets, "table.csv");
            await File.WriteAllTextAsync(table, SyntheticTable.Write("pairwise", Blocks, Rows, seed: 1), cancellation);
            var rows = new List<string[]>();
            using var http = new HttpClient();
            await using (var silo = await SiloProcess.StartAsync(Path.Combine(folder, "silo"), http, cancellation))
            {
                await IdleAsync(silo, rows, cancellation);
                await LoadAsync(silo, http, rows, cancellation);
            }

            await ScrapeAsync(Path.Combine(folder, "scraped"), rows, cancellation);
            await InstrumentsAsync(folder, table, rows, cancellation);
            console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Environment.ProcessorCount} cores; searches of {Blocks} blocks on a table of {Rows} rows"));
            ResultDisplay.Show(console, ["what", "measured", "wanted"], rows, leftColumns: 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task IdleAsync(SiloProcess silo, List<string[]> rows, CancellationToken cancellation)
    {
        // What a start compiles and collects is over by then.
        await WaitAsync("idle", options.Seconds, cancellation);
        var (before, started) = (silo.ProcessorSeconds, time.GetTimestamp());
        await WaitAsync("idle", options.Seconds, cancellation);
        var share = (silo.ProcessorSeconds - before) / time.GetElapsedTime(started).TotalSeconds;
        rows.Add(["idle silo, memory", Number(silo.Memory, "F0", "MB"), "under 200 MB"]);
        rows.Add(["idle silo, of a core", Number(100 * share, "F2", "%"), "under 1 %"]);
    }

    private async Task LoadAsync(SiloProcess silo, HttpClient http, List<string[]> rows, CancellationToken cancellation)
    {
        using var api = new HttpLth4SaApi(silo.Address, key: null);
        const string sweep =
            "{base: {evaluator: 'table:table.csv', missing: nearest, steps: 1000000000}, axes: {seed: 1..1000}, at-a-time: 4}";
        await api.StartSweepAsync("bench", new SpecText("bench", sweep), cancellation);
        var run = "";
        while (run.Length == 0)
        {
            var first = await api.GetRunsAsync("bench", 0, 4, null, null, cancellation);
            run = first.FirstOrDefault(r => r.Progress is { Fraction: > 0 })?.RunId ?? "";
        }

        var (rate, p99, failed) = Wrk(new Uri(silo.Address, "api/v1/runs/" + run));
        rows.Add([$"GET of a run's state while a sweep searches, {options.Connections} connections", Number(rate, "N0", "/s"), "1,000 /s"]);
        rows.Add(["99th percentile of it", Number(p99, "F1", "ms"), "under 50 ms"]);
        rows.Add(["failed of it", Number(failed, "N0", ""), "0"]);
        var latencies = new List<double>();
        for (var i = 0; i < options.Scrapes; i++)
        {
            await Task.Delay(CachedFor, time, cancellation);
            latencies.Add(await TimeAsync(async () => await http.GetByteArrayAsync(new Uri(silo.Address, "metrics"), cancellation)));
        }

        rows.Add(["/metrics while a sweep searches, median", Number(latencies.Median(), "F1", "ms"), ""]);
    }

    // Runs that show themselves, and do nothing else: only looking is measured.
    private async Task ScrapeAsync(string folder, List<string[]> rows, CancellationToken cancellation)
    {
        await using var app = SiloProgram.Build(
            ["--folder", folder, "--urls", "http://127.0.0.1:0", "--silo-port", "0", "--gateway-port", "0"], NullLoggerProvider.Instance);
        await app.StartAsync(cancellation);
        var (meters, reward) = (app.Services.GetRequiredService<SiloMeters>(), new RewardOptions());
        var probabilities = Enumerable.Range(0, Blocks).Select(b => (double)b / Blocks).ToArray();
        for (var run = 0; run < options.Runs; run++)
        {
            var scheme = new Scheme((ulong)run, Blocks);
            meters.Enter(ContentId.Of(run), $"sweep-{run % 4}", reward).Show(
                new TakenStep(new SearchStep(run + 1, [scheme, scheme, scheme], [50, 60, 70], [51, 61, 71], 0.7, probabilities), 3, 0.1),
                new Candidate(scheme, 71, 70));
        }

        // Without the response's own buffers, which the client's side of this process would allocate.
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var (size, latencies, allocated) = (0L, new List<double>(), new List<double>());
        var buffer = new byte[1 << 16];
        for (var i = 0; i < options.Scrapes + 3; i++)
        {
            // The exporter answers what comes sooner from its last answer.
            await Task.Delay(CachedFor, time, cancellation);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var elapsed = await TimeAsync(async () =>
            {
                using var response = await http.GetAsync(
                    new Uri("metrics", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation);
                await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
                size = 0;
                while (await stream.ReadAsync(buffer, cancellation) is > 0 and var read)
                {
                    size += read;
                }
            });
            if (i >= 3)
            {
                latencies.Add(elapsed);
                allocated.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6);
            }
        }

        rows.Add([$"/metrics with {options.Runs} active runs, median", Number(latencies.Median(), "F1", "ms"), "under 100 ms"]);
        rows.Add(["slowest of " + Number(options.Scrapes, "F0", ""), Number(latencies.Max(), "F1", "ms"), ""]);
        rows.Add(["allocated by it, and by its client here, median", Number(allocated.Median(), "F2", "MB"), "under 2 MB"]);
        rows.Add(["size of it", Number(size / 1e3, "F0", "kB"), ""]);
        await app.StopAsync(cancellation);
    }

    private async Task InstrumentsAsync(string folder, string table, List<string[]> rows, CancellationToken cancellation)
    {
        var (with, without) = (new List<double>(), new List<double>());
        // The first pair compiles what it calls.
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var instrumented in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var seconds = await SearchAsync(Path.Combine(folder, $"{round}-{instrumented}"), table, instrumented, cancellation);
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"round {round}/{options.Rounds}, {(instrumented ? "with" : "without")} instruments: "
                        + $"{options.Steps / seconds:F0} steps/s"));
                if (round > 0)
                {
                    (instrumented ? with : without).Add(seconds);
                }
            }
        }

        var ratios = with.Zip(without, (w, o) => 100 * (w / o - 1)).ToArray();
        rows.Add(["instruments' part of a search, median of pairs", Number(ratios.Median(), "F1", "%"), "under 2 %"]);
        rows.Add(
            ["quartiles of the pairs", $"{Number(ratios.LowerQuartile(), "F1", "")} to {Number(ratios.UpperQuartile(), "F1", "%")}", ""]);
    }

    // Without: no call is measured and nobody listens to a meter. With: as a silo has them; scrapes are measured above.
    private async Task<double> SearchAsync(string folder, string table, bool instrumented, CancellationToken cancellation)
    {
        await using var app = SiloProgram.Build(
            ["--folder", folder, "--urls", "http://127.0.0.1:0", "--silo-port", "0", "--gateway-port", "0", "--threads", "1"],
            NullLoggerProvider.Instance, instrumented);
        await app.StartAsync(cancellation);
        var spec = new RunSpec { Evaluator = "table:" + table, Missing = "nearest", Steps = options.Steps, Threads = 1 };
        var run = app.Services.GetRequiredService<IGrainFactory>().GetGrain<ISearchRunGrain>(spec.RunId());
        var seconds = await TimeAsync(async () =>
        {
            await run.Start(spec);
            await foreach (var progress in run.Watch(cancellation))
            {
                _ = progress.Error is { } error ? throw new SpecException($"bench: {error}") : progress;
            }
        }) / 1000;
        await app.StopAsync(cancellation);
        return seconds;
    }

    /// <exception cref="OutsideProgramException">wrk is not there, or failed.</exception>
    private (double Rate, double P99, double Failed) Wrk(Uri uri)
    {
        using var wrk = OutsideProgram.Wrk.Start(new ProcessStartInfo("wrk",
        [
            "-t1", "-c" + Number(options.Connections, "F0", ""), "-d" + Number(options.Seconds, "F0", "") + "s", "--latency",
            uri.ToString(),
        ]) { RedirectStandardOutput = true });
        var said = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        var (rate, p99, failed) = (Rate().Match(said), P99().Match(said), Failed().Match(said));
        if (!rate.Success || !p99.Success)
        {
            throw OutsideProgram.Wrk.Failed(said);
        }

        var milliseconds = p99.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
        return (Parse(rate.Groups[1]), Parse(p99.Groups[1]) * milliseconds, failed.Success ? Parse(failed.Groups[1]) : 0);

        static double Parse(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);
    }

    private async Task<double> TimeAsync(Func<Task> act)
    {
        var started = time.GetTimestamp();
        await act();
        return time.GetElapsedTime(started).TotalMilliseconds;
    }

    private async Task WaitAsync(string what, int seconds, CancellationToken cancellation)
    {
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: {seconds} s"));
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellation);
    }

    private static string Number(double value, string format, string unit) =>
        (value.ToString(format, CultureInfo.InvariantCulture) + " " + unit).TrimEnd();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex Failed();
}
