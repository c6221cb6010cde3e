using System.Collections.Concurrent;
using System.Diagnostics;

namespace Lth4Sa.Silo.Tests;

public sealed class TraceTests
{
    [Fact]
    public async Task Evaluation_OfARunThatTheApiStarted_BelongsToTheRequestsTrace()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            // Orleans carries a trace along where somebody listens to its own source.
            ShouldListenTo = source => source.Name is "Lth4Sa" or "Microsoft.AspNetCore" or "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var silo = await RunningSilo.StartAsync();
        var trace = ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c");
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/runs")
        {
            Content = new StringContent("""{"backbone":"resnet11","epochs":"1","steps":"3","candidates":"0"}""", System.Text.Encoding.UTF8, "application/json"),
            Headers = { { "traceparent", $"00-{trace}-b7ad6b7169203331-01" } },
        };
        using var response = await silo.Http.SendAsync(request);
        var run = (await silo.GetAsync<Contracts.Sweeps.SweepRunStatus[]>("api/v1/runs"))[0].RunId;
        await silo.RunAsync(run, r => r.Result is not null);
        await silo.StopAsync();
        var ours = spans.Where(s => s.TraceId == trace).ToArray();
        foreach (var name in new[] { "run of sweep", "supernet", "search", "evaluate misses", "evaluate", "train supernet" })
        {
            Assert.Contains(ours, s => s.OperationName == name);
        }

        Assert.Contains(ours, s => s.Source.Name == "Microsoft.AspNetCore");
        Assert.Contains(ours, s => s.OperationName == "evaluate" && (string?)s.GetTagItem("lth4sa.slot") == "silo/cpu/0");
    }
}
