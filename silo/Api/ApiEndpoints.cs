using System.Text;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Specs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lth4Sa.Silo.Api;

/// <summary>The HTTP face of <see cref="ILth4SaApi"/>: routes, paging, streams.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        MapSweeps(api.MapGroup("/sweeps").WithTags("sweeps"));
        MapRuns(api.MapGroup("/runs").WithTags("runs"));
        var supernets = api.MapGroup("/supernets").WithTags("supernets");
        supernets.MapGet("", (ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page) => lth4Sa.GetSupernetsAsync(page.From, page.Count, stop))
            .WithSummary("Supernets that are trained, or are being trained.");
        supernets.MapGet("/{supernet}", (string supernet, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetSupernetAsync(supernet, stop));
        supernets.MapGet("/{supernet}/evaluations", (string supernet, ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page) => lth4Sa.GetEvaluationsAsync(supernet, page.From, page.Count, stop))
            .WithSummary("Schemes that have been evaluated, with their validation accuracy in percent.");
        supernets.MapPost("/{supernet}/evaluations", (string supernet, EvaluationRequest request, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.EvaluateAsync(supernet, request.Schemes, stop))
            .WithSummary("Evaluates schemes; what is known already costs nothing.");
        supernets.MapPost("/{supernet}/screenings", async (string supernet, ScreeningRequest request, ILth4SaApi lth4Sa, IHostApplicationLifetime host, CancellationToken stop) =>
        {
            var progress = await lth4Sa.ScreenAsync(supernet, request, stop);
            return Events(_ => progress, "progress", host, stop);
        }).WithSummary("Finds the most accurate of many schemes on few images; the last event has ended.");
        api.MapGet("/devices", (ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetDevicesAsync(stop)).WithTags("devices").WithSummary("Device slots, who has them, who waits.");
    }

    private static void MapSweeps(RouteGroupBuilder sweeps)
    {
        sweeps.MapGet("", (ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page) => lth4Sa.GetSweepsAsync(page.From, page.Count, stop));
        sweeps.MapPut("/{sweep}", async (string sweep, HttpRequest request, ILth4SaApi lth4Sa, CancellationToken stop) => await lth4Sa.StartSweepAsync(sweep, await BodyAsync(request, stop), stop))
            .WithSummary("Starts a sweep, or adds to it what it does not know yet. The body is the sweep's YAML, or the same as JSON.").Accepts<string>("application/yaml", "application/json");
        sweeps.MapGet("/{sweep}", (string sweep, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetSweepAsync(sweep, stop));
        sweeps.MapGet("/{sweep}/runs", (string sweep, ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page, string? state = null, string? axis = null) =>
            lth4Sa.GetRunsAsync(sweep, page.From, page.Count, StateOf(state), axis, stop)).WithSummary("Runs, those of a state or of an axis value (beta=0.5) alone if you like.");
        sweeps.MapGet("/{sweep}/runs/{run}", (string sweep, string run, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetRunAsync(sweep, run, stop))
            .WithSummary("What the sweep has made of the run: its state, failures and last error.");
        sweeps.MapPost("/{sweep}/orders", (string sweep, SweepOrder order, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.OrderAsync(sweep, order, stop))
            .WithSummary("pause, resume, cancel, retry or extend, all of it or some runs.");
        sweeps.MapGet("/{sweep}/events", async (string sweep, ILth4SaApi lth4Sa, IHostApplicationLifetime host, CancellationToken stop) =>
        {
            _ = await lth4Sa.GetSweepAsync(sweep, stop);
            return Events(c => lth4Sa.WatchSweepAsync(sweep, c), "sweep", host, stop);
        });
    }

    private static void MapRuns(RouteGroupBuilder runs)
    {
        runs.MapPost("", async (HttpRequest request, ILth4SaApi lth4Sa, CancellationToken stop) =>
        {
            var started = await lth4Sa.StartRunAsync(await BodyAsync(request, stop), stop);
            return TypedResults.Created($"/api/v1/runs/{started.Run}", started);
        }).WithSummary("Starts a run. The body has its options, as YAML or JSON, by the names of the command line.").Accepts<string>("application/yaml", "application/json");
        runs.MapGet("", (ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page, string sweep = Lth4SaApi.SingleRuns, string? state = null) =>
            lth4Sa.GetRunsAsync(sweep, page.From, page.Count, StateOf(state), null, stop));
        runs.MapGet("/{run}", (string run, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetRunAsync(run, stop));
        runs.MapPost("/{run}/orders/{verb}", (string run, string verb, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.OrderRunAsync(run, verb, stop))
            .WithSummary("pause, resume, cancel or retry.");
        runs.MapPost("/{run}/fork", async (string run, ForkRequest fork, ILth4SaApi lth4Sa, CancellationToken stop) =>
        {
            var started = await lth4Sa.ForkAsync(run, fork, stop);
            return TypedResults.Created($"/api/v1/runs/{started.Run}", started);
        }).WithSummary("Branches the search at a step.");
        runs.MapGet("/{run}/steps", (string run, ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page, long after = 0) => lth4Sa.GetStepsAsync(run, Math.Max(0, after) + page.From, page.Count, stop));
        runs.MapGet("/{run}/verification", (string run, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.VerifyAsync(run, stop)).WithSummary("Recomputes the hash chain.");
        runs.MapGet("/{run}/events", async (string run, ILth4SaApi lth4Sa, IHostApplicationLifetime host, CancellationToken stop) =>
        {
            _ = await lth4Sa.GetRunAsync(run, stop);
            return Events(c => lth4Sa.WatchRunAsync(run, c), "progress", host, stop);
        });
        runs.MapGet("/{run}/artefacts", (string run, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetArtefactsAsync(run, stop));
        runs.MapGet("/{run}/artefacts/{artefact}", async (string run, string artefact, ILth4SaApi lth4Sa, CancellationToken stop) =>
        {
            var stream = await lth4Sa.OpenArtefactAsync(run, artefact, stop);
            return TypedResults.Stream(stream, (await lth4Sa.GetArtefactsAsync(run, stop)).First(a => a.Name == artefact).ContentType, artefact);
        });
    }

    private static SweepRunState? StateOf(string? text)
    {
        var known = Enum.TryParse<SweepRunState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state) && !int.TryParse(text, out _);
        SpecException.Check("state", text ?? "", text is null || known, "one of " + string.Join(", ", Enum.GetNames<SweepRunState>().Select(n => n.ToLowerInvariant())));
        return known ? state : null;
    }

    // A silo that stops does not wait for those who listen.
    private static ServerSentEventsResult<T> Events<T>(Func<CancellationToken, IAsyncEnumerable<T>> watch, string type, IHostApplicationLifetime host, CancellationToken stop)
    {
        return TypedResults.ServerSentEvents(Until(), type);

        async IAsyncEnumerable<T> Until()
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, host.ApplicationStopping);
            await using var events = watch(ends.Token).GetAsyncEnumerator(ends.Token);
            while (await NextAsync(events))
            {
                yield return events.Current;
            }
        }

        static async Task<bool> NextAsync(IAsyncEnumerator<T> events)
        {
            try
            {
                return await events.MoveNextAsync();
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    private static async Task<SpecText> BodyAsync(HttpRequest request, CancellationToken stop)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return new SpecText("spec", await reader.ReadToEndAsync(stop));
    }
}
