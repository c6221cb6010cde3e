using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Silo.Tests;

public sealed class HealthTests
{
    private const string Secret = "c2VjcmV0LXNlY3JldA==";

    [Fact]
    public async Task Silo_WithStorageAndDevices_IsReady()
    {
        await using var silo = await RunningSilo.StartAsync("--devices", "cpu*2");
        // Its slots are made known in the background.
        await silo.ReadyAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silo_WhoseStorageDoesNotAnswer_LivesAndIsNotReady(bool listens)
    {
        // One that listens takes connections and says nothing; otherwise they are refused.
        using var storage = new TcpListener(IPAddress.Loopback, 0);
        storage.Start();
        var port = ((IPEndPoint)storage.LocalEndpoint).Port;
        if (!listens)
        {
            storage.Stop();
        }

        await using var silo = await RunningSilo.StartAsync(
            "--storage", "blobs", "--blob-connection-string",
            string.Create(CultureInfo.InvariantCulture, $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey={Secret};BlobEndpoint=http://127.0.0.1:{port}/a"));
        Assert.Equal("Healthy", await silo.Http.GetStringAsync(new Uri("health/live", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await silo.ReadinessAsync());
        if (!listens)
        {
            Assert.Contains("does not answer; try again later", await silo.RefusesAsync(HttpStatusCode.ServiceUnavailable, HttpMethod.Get, "api/v1/sweeps"), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Secret, silo.Logged.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_WhoseStorageComesLater_BecomesReadyAndEndsARun()
    {
        var port = SiloHost.FreePort();
        await using var silo = await RunningSilo.StartAsync("--storage", "blobs", "--blob-connection-string", AzuriteServer.ConnectionStringOf("blob", port));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await silo.ReadinessAsync());
        await using var storage = await AzuriteServer.StartAsync("blob", port);
        await silo.ReadyAsync();
        var run = (await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", """{"evaluator":"table:table.csv","steps":"50"}""")).Run;
        await silo.RunAsync(run, r => r.Result is not null);
    }
}
