using System.Collections.Concurrent;
using System.Text;
using Lth4Sa.Contracts.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Silo.Tests;

public sealed class OtlpTests
{
    [Fact]
    public async Task Metrics_AndTraces_GoToTheCollectorThatIsConfigured()
    {
        var received = new ConcurrentBag<(string Path, string Text)>();
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.Add((request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync();
        await using (var silo = await RunningSilo.StartAsync("--OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First(), "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"))
        {
            var run = (await silo.SendAsync<RunStatus>(HttpMethod.Post, "api/v1/runs", """{"backbone":"resnet11","epochs":"1","steps":"3","candidates":"0"}""")).Run;
            await silo.RunAsync(run, r => r.Result is not null);
        }

        // What has not been sent goes with the stop.
        Assert.Contains(received, r => r.Path == "/v1/metrics" && r.Text.Contains("lth4sa_commits", StringComparison.Ordinal));
        Assert.Contains(received, r => r.Path == "/v1/traces" && r.Text.Contains("evaluate misses", StringComparison.Ordinal));
    }
}
