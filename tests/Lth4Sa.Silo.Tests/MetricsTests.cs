using System.Globalization;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Xunit.Abstractions;

namespace Lth4Sa.Silo.Tests;

public sealed class MetricsTests(ITestOutputHelper output)
{
    private const string Searches = "{base: {evaluator: 'table:table.csv', steps: STEPS, commit-every: 50}, axes: {seed: 1..RUNS}, at-a-time: 2000}";

    /// <summary>Supernets, their evaluations, and networks from scratch.</summary>
    private const string Networks = """
        base: {backbone: resnet11, epochs: 6, train-epochs: 3, steps: 3000, forwards: 5, candidates: 1, commit-every: 100}
        axes: {beta: [0.4, 0.6], seed: 1..2}
        """;

    [Fact]
    public async Task Queries_OfAllPanelsAndRules_HaveDataOnPrometheus()
    {
        await using var silo = await RunningSilo.StartAsync("--devices", "cpu*2");
        await using var prometheus = await PrometheusServer.StartAsync(silo.Address);
        await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/networks", Networks);
        await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/searches", SearchesOf(3, steps: 60_000));
        var finished = (await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", """{"evaluator":"table:table.csv","steps":"50"}""")).Run;
        var wanted = Deploy.PanelQueries().Concat(Deploy.RuleQueries()).Where(q => q.Query.Length > 0).ToList();
        Assert.True(wanted.Count > 80, "The dashboards and rules have been read.");
        var values = new Dictionary<(string, string), double>();
        var variables = Deploy.VariableQueries().ToArray();
        Assert.Equal(2, variables.Length);
        // Until all have data: the test's own time limit is the deadline.
        var started = TimeProvider.System.GetTimestamp();
        while (values.Count < wanted.Count)
        {
            var runs = await prometheus.LabelValuesAsync("lth4sa_run_step", "run");
            foreach (var (where, query) in wanted.Where(w => !values.ContainsKey(w)))
            {
                // The dashboard of a sweep shows best runs once there are some: any sweep will do for a panel.
                foreach (var sweep in new[] { "searches", "networks", "runs" })
                {
                    var asked = query.Replace("$sweep", sweep, StringComparison.Ordinal).Replace("$run", runs.FirstOrDefault() ?? "", StringComparison.Ordinal);
                    if (await prometheus.LastAsync(asked) is { } value)
                    {
                        values[(where, query)] = value;
                        break;
                    }
                }
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(3), "No data: " + string.Join(Environment.NewLine, wanted.Where(w => !values.ContainsKey(w))));
        }

        foreach (var (metric, label) in variables)
        {
            Assert.NotEmpty(await prometheus.LabelValuesAsync(metric, label));
        }

        foreach (var ((where, query), value) in values)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{where}: {query} = {value:G6}"));
        }

        Assert.NotNull((await silo.GetAsync<RunStatus>("api/v1/runs/" + finished)).Result);
    }

    [Fact]
    public async Task Names_AndUnits_AreAsPromtoolWantsThem()
    {
        await using var silo = await RunningSilo.StartAsync();
        await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/networks", "base: {backbone: resnet11, epochs: 1, train-epochs: 1, steps: 50, forwards: 5, candidates: 1}");
        await silo.EndAsync("networks");
        var own = (await MetricsAsync(silo)).Where(l => l.Contains("lth4sa_", StringComparison.Ordinal) && !l.StartsWith("target_info", StringComparison.Ordinal)).ToArray();
        Assert.True(own.Length > 200);
        var (exit, said) = await Deploy.PromtoolAsync(["check", "metrics"], string.Join('\n', own) + "\n");
        Assert.True(exit == 0, said);
    }

    [Fact]
    public async Task Series_OfAThousandActiveRuns_AreAsManyAsOfAFew()
    {
        await using var silo = await RunningSilo.StartAsync();
        await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/many", SearchesOf(1000, steps: 100_000_000));
        // A run is active before its first step, and has no series until then.
        await silo.RunsAsync("many", 1000, r => r.Progress?.BestScheme is not null);
        var lines = await MetricsAsync(silo);
        Assert.Contains(lines, l => l.StartsWith("lth4sa_search_active_runs", StringComparison.Ordinal) && l.EndsWith(" 1000", StringComparison.Ordinal));
        var own = lines.Where(l => l.StartsWith("lth4sa_", StringComparison.Ordinal)).ToArray();
        Assert.Equal(32, own.Count(l => l.StartsWith("lth4sa_run_step{", StringComparison.Ordinal)));
        // 12 of a run, and one for each of its 12 blocks; axis values, histograms and the rest.
        Assert.InRange(own.Length, 32 * 20, 32 * 24 + 500);
    }

    private static string SearchesOf(int runs, int steps) => Searches
        .Replace("STEPS", steps.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("RUNS", runs.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static async Task<string[]> MetricsAsync(RunningSilo silo) => (await silo.Http.GetStringAsync(new Uri("metrics", UriKind.Relative))).Split('\n');
}
