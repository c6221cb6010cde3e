using System.Net;
using System.Text;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Silo.Options;
using Lth4Sa.Silo.Security;

namespace Lth4Sa.Silo.Tests;

public sealed class SecurityTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Reader = "reader-key-0123456789", Writer = "writer-key-0123456789";

    private const string Sweep = "base: {evaluator: 'table:table.csv', steps: 5}";

    [Fact]
    public async Task Keys_OfBothRoles_MayDoWhatTheirRoleMay()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"# ours\nreader read {Reader}\n\nwriter write {Writer}\n");
        await using var silo = await RunningSilo.StartAsync("--keys-file", file);
        foreach (var path in new[] { "api/v1/sweeps", "metrics", "openapi/v1.json" })
        {
            await silo.RefusesAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, path);
        }

        using (var refused = await silo.Http.GetAsync(new Uri("nowhere", UriKind.Relative)))
        {
            Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (refused.StatusCode, refused.Headers.WwwAuthenticate.ToString()));
        }

        // Probes have no keys.
        Assert.Equal("Healthy", await silo.Http.GetStringAsync(new Uri("health/live", UriKind.Relative)));
        silo.UseKey(Reader + "x");
        await silo.RefusesAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "api/v1/sweeps");
        silo.UseKey(Reader);
        Assert.Empty(await silo.GetAsync<SweepStatus[]>("api/v1/sweeps"));
        Assert.Contains("the role write", await silo.RefusesAsync(HttpStatusCode.Forbidden, HttpMethod.Put, "api/v1/sweeps/s", Sweep), StringComparison.Ordinal);
        silo.UseKey(Writer);
        Assert.Equal(1, (await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/s", Sweep)).Total);
        Assert.DoesNotContain("key-0123456789", silo.Logged.ToString(), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Key_IsFound_WhicheverItIs()
    {
        var (keys, errors) = ApiKeyReader.Read(new SiloSettings { Keys = $"a read {Reader};b write {Writer}" });
        Assert.Empty(errors);
        var all = new ApiKeys(keys);
        Assert.Equal(("a", ApiRole.Read), (all.Find(Reader)!.Name, all.Find(Reader)!.Role));
        Assert.Equal(("b", ApiRole.Write), (all.Find(Writer)!.Name, all.Find(Writer)!.Role));
        Assert.Null(all.Find(""));
        Assert.DoesNotContain(Reader, string.Join(' ', keys), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data", "/etc")]
    [InlineData("data", "../../..")]
    [InlineData("data", ".")]
    [InlineData("data", "..")]
    [InlineData("evaluator", "table:/etc/passwd")]
    [InlineData("evaluator", "table:../state.db")]
    [InlineData("evaluator", "table:a/../../state.db")]
    public async Task Path_ThatLeadsOutOfTheDatasets_IsRefused(string field, string path)
    {
        var silo = shared.Silo;
        var body = $$"""{"{{field}}":"{{path}}","steps":"5"}""";
        Assert.Contains("in the silo's folder of data sets", await silo.RefusesAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "api/v1/runs", body), StringComparison.Ordinal);
        Assert.Contains("in the silo's folder of data sets", await silo.RefusesAsync(HttpStatusCode.BadRequest, HttpMethod.Put, "api/v1/sweeps/s", $$"""{ "axes": {"{{field}}":["{{path}}"]} }"""), StringComparison.Ordinal);
        await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/s", Sweep);
        Assert.Contains("in the silo's folder of data sets", await silo.RefusesAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, "api/v1/sweeps/s/orders", $$"""{"verb":"extend","runs":[],"set":["{{field}}={{path}}"]}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/v1/runs/..%2F..%2Fstate.db")]
    [InlineData("api/v1/runs/0123456789abcdef/artefacts/..%2Fstate.db")]
    [InlineData("api/v1/supernets/..%2F..%2Fstate")]
    [InlineData("api/v1/sweeps/..%2F..")]
    public async Task Name_ThatIsAPath_IsNotFound(string path) => await shared.Silo.RefusesAsync(HttpStatusCode.NotFound, HttpMethod.Get, path);

    [Fact]
    public async Task Body_BeyondTheLimit_Is413AndARunTooMany400()
    {
        await using var silo = await RunningSilo.StartAsync("--most-request-bytes", "2048", "--most-runs", "10");
        await silo.RefusesAsync(HttpStatusCode.RequestEntityTooLarge, HttpMethod.Put, "api/v1/sweeps/s", Sweep + "\n#" + new string('x', 4096));
        Assert.Contains("expected at most 10", await silo.RefusesAsync(HttpStatusCode.BadRequest, HttpMethod.Put, "api/v1/sweeps/s", "axes: {seed: 1..11}"), StringComparison.Ordinal);
        await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/s", Sweep);
        Assert.Contains("expected at most 10", await silo.RefusesAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, "api/v1/sweeps/s/orders", """{"verb":"extend","runs":[],"set":["seed=1..11"]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_ThatAsksTooOften_Is429()
    {
        await using var silo = await RunningSilo.StartAsync("--most-requests-per-second", "1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var response = await silo.Http.GetAsync(new Uri("api/v1/devices", UriKind.Relative));
            return response.StatusCode;
        }));
        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        // It is let in again.
        while (true)
        {
            using var later = await silo.Http.GetAsync(new Uri("api/v1/devices", UriKind.Relative));
            if (later.IsSuccessStatusCode)
            {
                break;
            }

            Assert.Equal(TimeSpan.FromSeconds(1), later.Headers.RetryAfter?.Delta);
        }
    }

    [Fact]
    public async Task Client_OfALowRate_IsServedNoMoreOftenThanTheRateSays()
    {
        const int rate = 2, served = 5;
        await using var silo = await RunningSilo.StartAsync("--most-requests-per-second", "2");
        var started = TimeProvider.System.GetTimestamp();
        for (var answers = 0; answers < served;)
        {
            using var response = await silo.Http.GetAsync(new Uri("api/v1/devices", UriKind.Relative));
            answers += response.IsSuccessStatusCode ? 1 : 0;
        }

        // The first second's requests were saved up; the others came as the rate lets them.
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds((double)(served - rate) / rate));
    }

    [Fact]
    public async Task Browser_OnAnotherSiteOrByAnotherName_IsNotServed()
    {
        using var foreign = new HttpRequestMessage(HttpMethod.Put, "api/v1/sweeps/s") { Content = new StringContent(Sweep, Encoding.UTF8, "application/yaml"), Headers = { { "Origin", "https://example.org" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await shared.Silo.Http.SendAsync(foreign)).StatusCode);
        using var image = new HttpRequestMessage(HttpMethod.Get, "api/v1/sweeps") { Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "no-cors" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await shared.Silo.Http.SendAsync(image)).StatusCode);
        using var link = new HttpRequestMessage(HttpMethod.Get, "api/v1/sweeps") { Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "navigate" } } };
        Assert.Equal(HttpStatusCode.OK, (await shared.Silo.Http.SendAsync(link)).StatusCode);
        using var renamed = new HttpRequestMessage(HttpMethod.Get, "api/v1/sweeps") { Headers = { Host = "evil.example.org" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await shared.Silo.Http.SendAsync(renamed)).StatusCode);
    }

    [Fact]
    public async Task Error_OfOurs_TellsNothingOfItself()
    {
        await using var silo = await RunningSilo.StartAsync();
        await silo.SendAsync<SweepStatus>(HttpMethod.Put, "api/v1/sweeps/s", Sweep);
        await silo.EndAsync("s");
        var run = (await silo.GetAsync<SweepRunStatus[]>("api/v1/sweeps/s/runs"))[0].RunId;
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(silo.Folder, "state.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE grain_state SET state = 'x' WHERE name LIKE 'steps-%'";
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal("Something went wrong; the silo's log says what.", await silo.RefusesAsync(HttpStatusCode.InternalServerError, HttpMethod.Get, $"api/v1/runs/{run}/steps"));
        Assert.Contains("is damaged", silo.Logged.ToString(), StringComparison.Ordinal);
    }
}
