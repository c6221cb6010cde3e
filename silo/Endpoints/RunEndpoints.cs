using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Loop;
using Lth4Sa.Silo.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The resource <c>/runs</c>.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("runs");
        runs.MapPost("", StartAsync)
            .WithSummary("Starts a run. The body has its options, as YAML or JSON, by the names of the command line.")
            .AcceptsSpec();
        runs.MapGet("", List);
        runs.MapGet("/{run}", Get);
        runs.MapPost("/{run}/orders/{verb}", Order).WithSummary("pause, resume, cancel or retry.");
        runs.MapPost("/{run}/fork", ForkAsync).WithSummary("Branches the search at a step.");
        runs.MapGet("/{run}/steps", ListSteps);
        runs.MapGet("/{run}/verification", Verify).WithSummary("Recomputes the hash chain.");
        runs.MapGet("/{run}/events", WatchAsync);
    }

    private static async Task<Created<RunStatus>> StartAsync(HttpRequest request, ILth4SaApi lth4Sa, CancellationToken stop) =>
        Started(await lth4Sa.StartRunAsync(await SpecBody.ReadAsync(request, stop), stop));

    private static Task<SweepRunStatus[]> List(
        ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page, string sweep = Lth4SaApi.SingleRuns, string? state = null) =>
        lth4Sa.GetRunsAsync(sweep, page.From, page.Count, RunStateFilter.Parse(state), null, stop);

    private static Task<RunStatus> Get(string run, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetRunAsync(run, stop);

    private static Task<OrderAnswer> Order(string run, string verb, ILth4SaApi lth4Sa, CancellationToken stop) =>
        lth4Sa.OrderRunAsync(run, verb, stop);

    private static async Task<Created<RunStatus>> ForkAsync(string run, ForkRequest fork, ILth4SaApi lth4Sa, CancellationToken stop) =>
        Started(await lth4Sa.ForkAsync(run, fork, stop));

    private static Task<SearchStep[]> ListSteps(
        string run, ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page, long after = 0) =>
        lth4Sa.GetStepsAsync(run, Math.Max(0, after) + page.From, page.Count, stop);

    private static Task<RunCheck> Verify(string run, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.VerifyAsync(run, stop);

    private static async Task<ServerSentEventsResult<RunProgress>> WatchAsync(
        string run, ILth4SaApi lth4Sa, EventStream events, CancellationToken stop)
    {
        // A run that does not exist is answered with 404 before the stream begins.
        _ = await lth4Sa.GetRunAsync(run, stop);
        return events.Send(ends => lth4Sa.WatchRunAsync(run, ends), "progress", stop);
    }

    private static Created<RunStatus> Started(RunStatus run) => TypedResults.Created($"{ApiEndpoints.Root}/runs/{run.Run}", run);
}
