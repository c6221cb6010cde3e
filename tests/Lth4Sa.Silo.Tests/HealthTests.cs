using System.Net;

namespace Lth4Sa.Silo.Tests;

public sealed class HealthTests
{
    // Nobody listens there.
    private const string Nowhere = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0LXNlY3JldA==;BlobEndpoint=http://127.0.0.1:9/a";

    [Fact]
    public async Task Silo_WithStorageAndDevices_IsReady()
    {
        await using var silo = await RunningSilo.StartAsync("--devices", "cpu*2");
        // Its slots are made known in the background.
        while (true)
        {
            using var ready = await silo.Http.GetAsync(new Uri("health/ready", UriKind.Relative));
            if (ready.StatusCode == HttpStatusCode.OK)
            {
                break;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }
    }

    [Fact]
    public async Task Silo_WhoseStorageDoesNotAnswer_LivesAndIsNotReady()
    {
        await using var silo = await RunningSilo.StartAsync("--storage", "blobs", "--blob-connection-string", Nowhere);
        Assert.Equal("Healthy", await silo.Http.GetStringAsync(new Uri("health/live", UriKind.Relative)));
        using var ready = await silo.Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("does not answer; try again later", await silo.RefusesAsync(HttpStatusCode.ServiceUnavailable, HttpMethod.Get, "api/v1/sweeps"), StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", silo.Logged.ToString(), StringComparison.Ordinal);
    }
}
