using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Reports.Json;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Silo.Tests;

public sealed class ApiTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Sweep = """
        base: {evaluator: "table:table.csv", steps: 20}
        axes: {seed: 1..3, entropy: [0.03, 0.1]}
        """;

    /// <summary>It does not end by itself.</summary>
    private const string Long = """
        evaluator: table:table.csv
        steps: 100000000
        """;

    private readonly RunningSilo silo = shared.Silo;

    [Fact]
    public async Task Sweep_PutAsYaml_IsWorkedOffAndListedByPagesAndFilters()
    {
        Assert.Equal(6, (await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/grid", Sweep)).Total);
        var ended = await silo.EndAsync("grid");
        Assert.Equal((SweepState.Ended, 6), (ended.State, ended.Runs[SweepRunState.Done]));
        Assert.Single(await silo.GetAsync<SweepStatus[]>("api/v1/sweeps"), s => s.Name == "grid");
        var all = await silo.GetAsync<SweepRunStatus[]>("api/v1/sweeps/grid/runs");
        Assert.Equal(6, all.Length);
        Assert.Equal(all[2..4].Select(r => r.RunId), (await silo.GetAsync<SweepRunStatus[]>("api/v1/sweeps/grid/runs?skip=2&take=2")).Select(r => r.RunId));
        Assert.Equal(2, (await silo.GetAsync<SweepRunStatus[]>("api/v1/sweeps/grid/runs?axis=seed=2&state=done")).Length);
        Assert.Empty(await silo.GetAsync<SweepRunStatus[]>("api/v1/sweeps/grid/runs?state=parked"));
        Assert.Equal(all[3].Run.Name, (await silo.GetAsync<SweepRunStatus>("api/v1/sweeps/grid/runs/" + all[3].RunId)).Run.Name);
        // The same again changes nothing; more is added.
        Assert.Equal(6, (await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/grid", Sweep)).Total);
        var answer = await silo.SendAsync<OrderAnswer>(HttpMethod.Post, "api/v1/sweeps/grid/orders", """{"verb":"extend","runs":[],"set":["seed=4"]}""");
        Assert.Equal("2 runs were added", answer.Message);
        Assert.Equal(8, (await silo.EndAsync("grid")).Runs[SweepRunState.Done]);
    }

    [Fact]
    public async Task Run_OfATable_HasStepsAVerdictAndArtefacts()
    {
        var run = (await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", """{"evaluator":"table:table.csv","steps":"30","seed":"5"}""")).Run;
        var done = await silo.RunAsync(run, r => r.Result is not null);
        Assert.Equal((RunPhase.Done, 30, "runs"), (done.Phase, done.Steps, done.Sweep));
        var steps = await silo.GetAsync<SearchStep[]>($"api/v1/runs/{run}/steps?after=10&take=5");
        Assert.Equal([11, 12, 13, 14, 15], steps.Select(s => s.Step));
        Assert.Equal(new RunCheck(30, null), await silo.GetAsync<RunCheck>($"api/v1/runs/{run}/verification"));
        Assert.Equal(["report.html", "result.json"], (await silo.GetAsync<Artefact[]>($"api/v1/runs/{run}/artefacts")).Select(a => a.Name));
        Assert.Equal(done.Chain, ResultJson.Read(await silo.Http.GetStringAsync(new Uri($"api/v1/runs/{run}/artefacts/result.json", UriKind.Relative))).Chain);
        using var report = await silo.Http.GetAsync(new Uri($"api/v1/runs/{run}/artefacts/report.html", UriKind.Relative));
        Assert.Equal("text/html", report.Content.Headers.ContentType?.MediaType);
        Assert.Contains(run, (await silo.GetAsync<SweepRunStatus[]>("api/v1/runs")).Select(r => r.RunId));
    }

    [Fact]
    public async Task Run_PausedResumedAndCancelled_IsWhatItWasToldToBe()
    {
        var run = (await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", Long)).Run;
        await silo.RunAsync(run, r => r.Active && r.Progress.Fraction > 0);
        Assert.Equal("1 run is paused", (await silo.SendAsync<OrderAnswer>(HttpMethod.Post, $"api/v1/runs/{run}/orders/pause")).Message);
        var paused = await silo.RunAsync(run, r => !r.Active);
        Assert.True(paused.Steps > 0);
        Assert.Equal(SweepRunState.Paused, (await silo.GetAsync<SweepRunStatus>("api/v1/sweeps/runs/runs/" + run)).State);
        await silo.SendAsync<OrderAnswer>(HttpMethod.Post, $"api/v1/runs/{run}/orders/resume");
        await silo.RunAsync(run, r => r.Active && r.Steps > paused.Steps);
        await silo.SendAsync<OrderAnswer>(HttpMethod.Post, $"api/v1/runs/{run}/orders/cancel");
        await silo.RunAsync(run, r => !r.Active);
        Assert.Equal(SweepState.Ended, (await silo.EndAsync("runs")).State);
    }

    [Fact]
    public async Task Run_Forked_SharesItsFirstSteps()
    {
        var run = (await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", """{"evaluator":"table:table.csv","steps":"30","seed":"6"}""")).Run;
        await silo.RunAsync(run, r => r.Result is not null);
        var fork = await silo.SendAsync<RunStatus>(HttpMethod.Post, $"api/v1/runs/{run}/fork", """{"at":10,"set":["controller-rate=0.5"]}""");
        await silo.RunAsync(fork.Run, r => r.Result is not null);
        var (left, right) = (await silo.GetAsync<SearchStep[]>($"api/v1/runs/{run}/steps"), await silo.GetAsync<SearchStep[]>($"api/v1/runs/{fork.Run}/steps"));
        Assert.Equal(left[..10].SelectMany(s => s.Rewards), right[..10].SelectMany(s => s.Rewards));
        Assert.NotEqual(left.SelectMany(s => s.Rewards), right.SelectMany(s => s.Rewards));
        Assert.Contains("expected at most 30", await silo.RefusesAsync(HttpStatusCode.BadRequest, HttpMethod.Post, $"api/v1/runs/{run}/fork", """{"at":31,"set":["steps=50"]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnASupernet_LeavesItItsEvaluationsAndItsTicket()
    {
        var run = (await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", """
            backbone: resnet11
            epochs: 1
            train-epochs: 1
            steps: 5
            forwards: 2
            candidates: 1
            """)).Run;
        var done = await silo.RunAsync(run, r => r.Result is not null);
        var supernet = Assert.Single(await silo.GetAsync<SupernetStatus[]>("api/v1/supernets"));
        Assert.Equal((done.Result!.Supernet, true), (supernet.Id, supernet.Trained));
        Assert.Equal(supernet, await silo.GetAsync<SupernetStatus>("api/v1/supernets/" + supernet.Id));
        Assert.Equal(done.Ledger.Unique, (await silo.GetAsync<Evaluation[]>($"api/v1/supernets/{supernet.Id}/evaluations")).Length);
        var evaluated = await silo.SendAsync<Evaluation[]>(HttpMethod.Post, $"api/v1/supernets/{supernet.Id}/evaluations", """{"schemes":["000","101","000"]}""");
        Assert.Equal(["000", "101", "000"], evaluated.Select(e => e.Scheme.ToString()));
        var all = await silo.GetAsync<Evaluation[]>($"api/v1/supernets/{supernet.Id}/evaluations");
        Assert.Equal(all.Single(e => e.Scheme.ToString() == "101"), evaluated[1]);
        Assert.Equal(all[1..2], await silo.GetAsync<Evaluation[]>($"api/v1/supernets/{supernet.Id}/evaluations?skip=1&take=1"));
        var screening = await EventsAsync<ScreeningProgress>($"api/v1/supernets/{supernet.Id}/screenings", "progress", """{"schemes":["000","101","111"],"keep":1,"confidence":0.9}""");
        Assert.True(screening[^1].Ended);
        Assert.Contains(all.Where(e => e.Scheme.ToString() is "000" or "101").MaxBy(e => e.Accuracy)!.Scheme, screening[0].Remaining);
        foreach (var (path, body, expected) in new[]
        {
            ("evaluations", """{"schemes":["000","10"]}""", "schemes: 10 is not allowed; expected 3 digits of 0 and 1 each"),
            ("evaluations", """{"schemes":[null]}""", "schemes: nothing was given"),
            ("evaluations", """{"schemes":[]}""", "schemes: nothing was given"),
            ("evaluations", "{}", "schemes"),
            ("screenings", """{"schemes":["000"],"keep":0,"confidence":0.5}""", "keep: 0 is not allowed; expected at least 1"),
            ("screenings", """{"schemes":["000"],"keep":1,"confidence":1}""", "confidence: 1 is not allowed"),
            ("screenings", """{"schemes":["000"],"keep":1}""", "confidence"),
        })
        {
            Assert.Contains(expected, await silo.RefusesAsync(HttpStatusCode.BadRequest, HttpMethod.Post, $"api/v1/supernets/{supernet.Id}/{path}", body), StringComparison.Ordinal);
        }

        Assert.Equal(["report.html", "result.json", "ticket.safetensors", "supernet.safetensors"], (await silo.GetAsync<Artefact[]>($"api/v1/runs/{run}/artefacts")).Select(a => a.Name));
        var ticket = await silo.Http.GetByteArrayAsync(new Uri($"api/v1/runs/{run}/artefacts/ticket.safetensors", UriKind.Relative));
        Assert.Contains("\"ticket\"", System.Text.Encoding.UTF8.GetString(ticket[8..(8 + (int)BitConverter.ToInt64(ticket))]), StringComparison.Ordinal);
        var devices = await silo.GetAsync<DevicePoolStatus>("api/v1/devices");
        Assert.Equal("silo/cpu/0", Assert.Single(devices.Each).Slot);
    }

    [Fact]
    public async Task Events_OfARunAndASweep_ComeUntilTheyEnd()
    {
        var run = (await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", """{"evaluator":"table:table.csv","steps":"2000"}""")).Run;
        await silo.RunAsync(run, r => r.Active || r.Result is not null);
        var progress = await EventsAsync<RunProgress>($"api/v1/runs/{run}/events", "progress");
        Assert.Equal(RunPhase.Done, progress[^1].Phase);
        var sweep = await EventsAsync<SweepStatus>("api/v1/sweeps/runs/events", "sweep");
        Assert.Equal(SweepState.Ended, sweep[^1].State);
    }

    [Fact]
    public async Task Events_OfARunThatWaitsForItsTurn_ComeWhenItBegins()
    {
        await silo.SendAsync<SweepStatus>(
            HttpMethod.Put, "api/v1/sweeps/turns",
            """{"base":{"evaluator":"table:table.csv"},"points":[{"steps":100000000},{"steps":300}],"at-a-time":1}""");
        var runs = await silo.GetAsync<SweepRunStatus[]>("api/v1/sweeps/turns/runs");
        using var response = await silo.Http.GetAsync(
            new Uri($"api/v1/runs/{runs[1].RunId}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        await using var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<RunProgress>(data, ApiJson.Options)!)
            .EnumerateAsync().GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(RunPhase.Waiting, events.Current.Data.Phase);

        await silo.SendAsync<OrderAnswer>(
            HttpMethod.Post, "api/v1/sweeps/turns/orders", $$"""{"verb":"cancel","runs":["{{runs[0].RunId}}"],"set":[]}""");
        var last = events.Current.Data;
        while (await events.MoveNextAsync())
        {
            last = events.Current.Data;
        }

        Assert.Equal(RunPhase.Done, last.Phase);
    }

    [Theory]
    [InlineData("GET", "api/v1/sweeps/nothing", "There is no sweep nothing.")]
    [InlineData("GET", "api/v1/sweeps/nothing/events", "There is no sweep nothing.")]
    [InlineData("GET", "api/v1/runs/0123456789abcdef", "There is no run 0123456789abcdef.")]
    [InlineData("GET", "api/v1/runs/0123456789abcdef/steps", "There is no run 0123456789abcdef.")]
    [InlineData("GET", "api/v1/runs/0123456789abcdef/events", "There is no run 0123456789abcdef.")]
    [InlineData("POST", "api/v1/runs/0123456789abcdef/orders/pause", "There is no run 0123456789abcdef.")]
    [InlineData("GET", "api/v1/sweeps/nothing/runs/0123456789abcdef", "There is no sweep nothing.")]
    [InlineData("GET", "api/v1/runs/0123456789abcdef%0a", "There is no run 0123456789abcdef\n.")]
    [InlineData("GET", "api/v1/supernets/0123456789abcdef%0a", "There is no supernet 0123456789abcdef\n.")]
    [InlineData("POST", "api/v1/supernets/0123456789abcdef/evaluations", "There is no supernet 0123456789abcdef.", "{\"schemes\":[\"1\"]}")]
    [InlineData("GET", "api/v1/supernets/0123456789abcdef", "There is no supernet 0123456789abcdef.")]
    public async Task Request_ForWhatIsNot_Is404(string method, string path, string expected, string? body = null) =>
        Assert.Equal(expected, await silo.RefusesAsync(HttpStatusCode.NotFound, new HttpMethod(method), path, body));

    [Theory]
    [InlineData("PUT", "api/v1/sweeps/a%20b", "base: {}", "sweep: a b is not allowed")]
    [InlineData("PUT", "api/v1/sweeps/abc%0a", "base: {}", "sweep: abc")]
    [InlineData("PUT", "api/v1/sweeps/s", "base: {evaluator: 'table:none.csv'}", "spec:1: evaluator: table:none.csv is not allowed")]
    [InlineData("PUT", "api/v1/sweeps/s", "base: {dataset: cifar10, data: none}", "data: none is not allowed")]
    [InlineData("PUT", "api/v1/sweeps/s", "axes: {seed: 1..100001}", "spec:1: axes: 100,001 combinations are not allowed; expected at most 100,000")]
    [InlineData("PUT", "api/v1/sweeps/s", "axes: {beta: [2]}", "spec:1: beta: 2 is not allowed")]
    [InlineData("PUT", "api/v1/sweeps/s", "axes: [", "spec:2: While parsing")]
    [InlineData("PUT", "api/v1/sweeps/s", "{devices: cpu*2, axes: {seed: 1}}", "devices: cpu*2 is not allowed; expected nothing")]
    [InlineData("PUT", "api/v1/sweeps/s", "{base: {threads: 7}}", "threads: 7 is not allowed; expected 1")]
    [InlineData("POST", "api/v1/runs", "{device: cuda}", "device: cuda is not allowed; expected cpu")]
    [InlineData("POST", "api/v1/runs", "{module: sa}", "module: sa is not allowed")]
    [InlineData("POST", "api/v1/runs", "steps: [1, 2]", "steps: expected one value")]
    [InlineData("GET", "api/v1/sweeps?take=0", null, "take: 0 is not allowed; expected 1 to 1000")]
    [InlineData("GET", "api/v1/runs?state=4", null, "state: 4 is not allowed; expected one of pending, running")]
    [InlineData("GET", "api/v1/sweeps?take=x", null, "Take")]
    [InlineData("POST", "api/v1/sweeps/s/orders", "{\"verb\":1}", "verb")]
    [InlineData("POST", "api/v1/sweeps/s/orders", "{\"verb\":\"pause\"}", "runs")]
    [InlineData("GET", "api/v1/sweeps?skip=-1", null, "skip: -1 is not allowed; expected at least 0")]
    public async Task Request_WithABadField_Is400AndNamesIt(string method, string path, string? body, string expected) =>
        Assert.Contains(expected, await silo.RefusesAsync(HttpStatusCode.BadRequest, new HttpMethod(method), path, body), StringComparison.Ordinal);

    [Theory]
    [InlineData("base: ", "[")]
    [InlineData("{\"base\": ", "[")]
    [InlineData("base: ", "{a: ")]
    public async Task Sweep_OfThousandsOfLevels_Is400AndTheSiloGoesOn(string start, string level)
    {
        var deep = start + string.Concat(Enumerable.Repeat(level, 50_000));
        foreach (var (method, path) in new[] { (HttpMethod.Put, "api/v1/sweeps/deep"), (HttpMethod.Post, "api/v1/runs") })
        {
            Assert.Contains("nesting: more than 8 is not allowed", await silo.RefusesAsync(HttpStatusCode.BadRequest, method, path, deep), StringComparison.Ordinal);
        }

        _ = await silo.GetAsync<SweepStatus[]>("api/v1/sweeps");
    }

    [Fact]
    public async Task Sweep_ThatGrows_KeepsToTheLimitOnEveryPath()
    {
        await using var small = await RunningSilo.StartAsync("--most-runs", "5");
        const string sweep = "api/v1/sweeps/small";
        await StartAsync("1..3");
        await StartAsync("1..4");
        const string full = "runs: 6 is not allowed; expected at most 5 in a sweep";
        Assert.Contains(full, await small.RefusesAsync(HttpStatusCode.BadRequest, HttpMethod.Put, sweep, Text("3..6")), StringComparison.Ordinal);
        Assert.Contains(full, await ExtendAsync("5..6"), StringComparison.Ordinal);
        Assert.Contains("set: 6 combinations of runs and values are not allowed; expected at most 5", await ExtendAsync("1..6"), StringComparison.Ordinal);
        Assert.Equal(5, (await StartAsync("1..5")).Total);
        Assert.Equal(5, (await StartAsync("1..5")).Total);

        Task<SweepStatus> StartAsync(string seeds) => small.SendAsync<SweepStatus>(HttpMethod.Put, sweep, Text(seeds));
        Task<string> ExtendAsync(string seeds) => small.RefusesAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, sweep + "/orders", $$"""{"verb":"extend","runs":[],"set":["seed={{seeds}}"]}""");
        static string Text(string seeds) => $"{{base: {{evaluator: 'table:table.csv', steps: 3}}, axes: {{seed: {seeds}}}}}".Replace('\'', '"');
    }

    [Fact]
    public async Task Run_OnAFileThatIsNoTable_TellsNeitherWhereItLiesNorWhatIsInIt()
    {
        await File.WriteAllTextAsync(Path.Combine(silo.Folder, "datasets", "secrets.env"), "PASSWORD=swordfish\n");
        var run = (await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", "{\"evaluator\": \"table:secrets.env\", \"steps\": 3}")).Run;
        SweepRunStatus status;
        do
        {
            await Task.Delay(RunningSilo.Glance, TimeProvider.System);
            status = await silo.GetAsync<SweepRunStatus>($"api/v1/sweeps/runs/runs/{run}");
        }
        while (status.Error is null);

        Assert.Equal("secrets.env is no table: the column scheme is missing.", status.Error);
        await silo.SendAsync<OrderAnswer>(HttpMethod.Post, $"api/v1/runs/{run}/orders/cancel");
    }

    [Fact]
    public async Task Errors_OfASpec_ReachTheClientAsRecords()
    {
        using var client = new HttpLth4SaApi(silo.Address, key: null);
        var refused = await Assert.ThrowsAsync<SpecException>(
            () => client.StartSweepAsync("s", new SpecText("spec", "base: {steps: 0}\naxes: {beta: [2]}"), CancellationToken.None));
        Assert.Equal(
            [("steps", "0", 1), ("beta", "2", 2)], refused.Errors.Select(e => (e.Field, e.Value, e.Line.GetValueOrDefault())).OrderBy(e => e.Item3));
        Assert.Equal("spec:2: beta: 2 is not allowed; expected above 0 and at most 1.", refused.Errors.Single(e => e.Line == 2).ToString());
    }

    [Theory]
    [InlineData("dance", "verb: dance is not allowed; expected one of pause, resume, cancel, retry, extend")]
    [InlineData("extend", "set: nothing was given")]
    public async Task Order_ThatIsNone_Is400(string verb, string expected)
    {
        await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/ordered", "base: {evaluator: 'table:table.csv', steps: 10}");
        Assert.Contains(expected, await silo.RefusesAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "api/v1/sweeps/ordered/orders", $$"""{"verb":"{{verb}}","runs":[],"set":[]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_Document_HasEveryRoute()
    {
        var paths = JsonDocument.Parse(await silo.Http.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative))).RootElement.GetProperty("paths");
        string[] expected =
        [
            "/api/v1/sweeps", "/api/v1/sweeps/{sweep}", "/api/v1/sweeps/{sweep}/runs", "/api/v1/sweeps/{sweep}/runs/{run}", "/api/v1/sweeps/{sweep}/orders", "/api/v1/sweeps/{sweep}/events", "/api/v1/runs", "/api/v1/runs/{run}",
            "/api/v1/runs/{run}/orders/{verb}", "/api/v1/runs/{run}/fork", "/api/v1/runs/{run}/steps", "/api/v1/runs/{run}/verification", "/api/v1/runs/{run}/events", "/api/v1/runs/{run}/artefacts",
            "/api/v1/runs/{run}/artefacts/{artefact}", "/api/v1/supernets", "/api/v1/supernets/{supernet}", "/api/v1/supernets/{supernet}/evaluations", "/api/v1/supernets/{supernet}/screenings", "/api/v1/devices",
        ];
        Assert.Equal(expected.Order(), paths.EnumerateObject().Select(p => p.Name).Order());
    }

    [Fact]
    public async Task Silo_StoppedWhileASweepRuns_GoesOnWithItWhenItStartsAgain()
    {
        await using var first = await RunningSilo.StartAsync();
        var run = (await first.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", Long)).Run;
        await first.RunAsync(run, r => r.Active && r.Progress.Fraction > 0);
        await first.StopAsync();
        await using var next = await RunningSilo.StartInAsync(first.Folder);
        // Nobody asks for the sweep: the silo looks after it itself.
        Assert.True((await next.RunAsync(run, r => r.Active)).Steps > 0);
    }

    private async Task<List<T>> EventsAsync<T>(string path, string type, string? body = null)
    {
        var all = new List<T>();
        using var response = await silo.SendAsync(body is null ? HttpMethod.Get : HttpMethod.Post, path, body);
        await using var stream = await response.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(stream, (name, data) => (name, JsonSerializer.Deserialize<T>(data, ApiJson.Options)!)).EnumerateAsync())
        {
            Assert.Equal(type, item.Data.name);
            all.Add(item.Data.Item2);
        }

        return all;
    }
}
