using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Silo.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;

namespace Lth4Sa.Silo.Tests;

public sealed class DashboardTests
{
    private const string Page = "orleans/", Data = "orleans/DashboardCounters", Api = "api/v1/sweeps";

    private const string Reader = "reader-key-0123456789", Writer = "writer-key-0123456789";

    private static readonly string[] On = ["--dashboard", "true"];

    [Fact]
    public async Task Dashboard_WithoutTheSetting_IsNotThere()
    {
        await using var silo = await RunningSilo.StartAsync();
        foreach (var path in new[] { Page, Data })
        {
            using var missing = await GetAsync(silo, path, null);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    [Fact]
    public void Silo_InTheProcessOfACommand_HasNone()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddSilo(new Lth4SaOptions { Folder = Path.GetTempPath() });
        Assert.DoesNotContain(builder.Services, service => service.ServiceType.Assembly == typeof(DashboardOptions).Assembly);
    }

    [Fact]
    public async Task Dashboard_OfASiloWithoutKeys_ShowsItsPageAndTheGrains()
    {
        await using var silo = await RunningSilo.StartAsync(On);
        // Without its last slash as well: a browser follows.
        using (var page = await GetAsync(silo, "orleans", null))
        {
            Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
            Assert.Contains("index.min.js", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(await silo.GetAsync<SweepStatus[]>(Api));
        while (!(await GrainsAsync(silo)).Any(name => name.EndsWith("CatalogGrain", StringComparison.Ordinal)))
        {
            // It counts once a second.
            await Task.Delay(RunningSilo.Glance, TimeProvider.System);
        }

        // The log is not for readers.
        await silo.RefusesAsync(HttpStatusCode.Forbidden, HttpMethod.Get, "orleans/Trace");
    }

    [Fact]
    public async Task Dashboard_OfASiloWithKeys_TakesAReadKeyAsABearerOrAPassword()
    {
        await using var silo = await StartWithKeysAsync();
        foreach (var path in new[] { Page, Data })
        {
            foreach (var wrong in new[] { null, Bearer(Reader + "x"), Basic("", Reader + "x"), Basic("", ""), new("Basic", "no base64"), Password("no colon") })
            {
                using var refused = await GetAsync(silo, path, wrong);
                Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
                Assert.Equal(["Bearer", "Basic"], refused.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme));
            }

            foreach (var right in new[] { Bearer(Reader), Basic("", Reader), Basic("anybody", Reader), Basic("anybody", Writer) })
            {
                using var served = await GetAsync(silo, path, right);
                Assert.Equal(HttpStatusCode.OK, served.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Password_OutsideTheDashboard_IsNoKey()
    {
        // A browser sends a password that it has once been given to pages of the same silo for anybody's page.
        await using var silo = await StartWithKeysAsync();
        foreach (var path in new[] { Api, "metrics", "openapi/v1.json", "nowhere" })
        {
            using var refused = await GetAsync(silo, path, Basic("anybody", Writer));
            Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (refused.StatusCode, refused.Headers.WwwAuthenticate.ToString()));
        }
    }

    [Fact]
    public async Task Dashboard_InAPageOfAnotherSite_IsNotServed()
    {
        await using var silo = await StartWithKeysAsync();
        using var image = new HttpRequestMessage(HttpMethod.Get, Data) { Headers = { Authorization = Basic("", Reader) } };
        image.Headers.Add("Sec-Fetch-Site", "cross-site");
        image.Headers.Add("Sec-Fetch-Mode", "no-cors");
        using var refused = await silo.Http.SendAsync(image);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Endpoints_ThatTakeAPassword_OnlyRead()
    {
        await using var silo = await RunningSilo.StartAsync(On);
        var marked = silo.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<KeyAsPassword>() is not null).ToArray();
        Assert.NotEmpty(marked);
        Assert.All(marked, endpoint => Assert.Equal(["GET"], endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods));
    }

    private static Task<RunningSilo> StartWithKeysAsync() =>
        RunningSilo.StartAsync([.. On, "--keys", $"reader read {Reader};writer write {Writer}"]);

    private static Task<HttpResponseMessage> GetAsync(RunningSilo silo, string path, AuthenticationHeaderValue? key) =>
        silo.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = key } });

    private static AuthenticationHeaderValue Bearer(string key) => new("Bearer", key);

    private static AuthenticationHeaderValue Basic(string user, string password) => Password($"{user}:{password}");

    private static AuthenticationHeaderValue Password(string credentials) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));

    private static async Task<string[]> GrainsAsync(RunningSilo silo)
    {
        using var counters = JsonDocument.Parse(await silo.Http.GetStringAsync(new Uri(Data, UriKind.Relative)));
        return [.. counters.RootElement.GetProperty("simpleGrainStats").EnumerateArray().Select(grain => grain.GetProperty("grainType").GetString()!)];
    }
}
