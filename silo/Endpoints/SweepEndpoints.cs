using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The resource <c>/sweeps</c>.</summary>
internal static class SweepEndpoints
{
    public static void MapSweeps(this IEndpointRouteBuilder api)
    {
        var sweeps = api.MapGroup("/sweeps").WithTags("sweeps");
        sweeps.MapGet("", List);
        sweeps.MapPut("/{sweep}", StartAsync)
            .WithSummary("Starts a sweep, or adds to it what it does not know yet. The body is the sweep's YAML, or the same as JSON.")
            .AcceptsSpec();
        sweeps.MapGet("/{sweep}", Get);
        sweeps.MapGet("/{sweep}/runs", ListRuns).WithSummary("Runs, those of a state or of an axis value (beta=0.5) alone if you like.");
        sweeps.MapGet("/{sweep}/runs/{run}", GetRun).WithSummary("What the sweep has made of the run: its state, failures and last error.");
        sweeps.MapPost("/{sweep}/orders", Order).WithSummary("pause, resume, cancel, retry or extend, all of it or some runs.");
        sweeps.MapGet("/{sweep}/events", WatchAsync);
    }

    private static Task<SweepStatus[]> List(ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page) =>
        lth4Sa.GetSweepsAsync(page.From, page.Count, stop);

    private static async Task<SweepStatus> StartAsync(string sweep, HttpRequest request, ILth4SaApi lth4Sa, CancellationToken stop) =>
        await lth4Sa.StartSweepAsync(sweep, await SpecBody.ReadAsync(request, stop), stop);

    private static Task<SweepStatus> Get(string sweep, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetSweepAsync(sweep, stop);

    private static Task<SweepRunStatus[]> ListRuns(
        string sweep, ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page, string? state = null, string? axis = null) =>
        lth4Sa.GetRunsAsync(sweep, page.From, page.Count, RunStateFilter.Parse(state), axis, stop);

    private static Task<SweepRunStatus> GetRun(string sweep, string run, ILth4SaApi lth4Sa, CancellationToken stop) =>
        lth4Sa.GetRunAsync(sweep, run, stop);

    private static Task<OrderAnswer> Order(string sweep, SweepOrder order, ILth4SaApi lth4Sa, CancellationToken stop) =>
        lth4Sa.OrderAsync(sweep, order, stop);

    private static async Task<ServerSentEventsResult<SweepStatus>> WatchAsync(
        string sweep, ILth4SaApi lth4Sa, EventStream events, CancellationToken stop)
    {
        // A sweep that does not exist is answered with 404 before the stream begins.
        _ = await lth4Sa.GetSweepAsync(sweep, stop);
        return events.Send(ends => lth4Sa.WatchSweepAsync(sweep, ends), "sweep", stop);
    }
}
