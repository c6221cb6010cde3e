using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Loop;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The resource <c>/supernets</c>.</summary>
internal static class SupernetEndpoints
{
    public static void MapSupernets(this IEndpointRouteBuilder api)
    {
        var supernets = api.MapGroup("/supernets").WithTags("supernets");
        supernets.MapGet("", List).WithSummary("Supernets that are trained, or are being trained.");
        supernets.MapGet("/{supernet}", Get);
        supernets.MapGet("/{supernet}/evaluations", ListEvaluations)
            .WithSummary("Schemes that have been evaluated, with their validation accuracy in percent.");
        supernets.MapPost("/{supernet}/evaluations", Evaluate).WithSummary("Evaluates schemes; what is known already costs nothing.");
        supernets.MapPost("/{supernet}/screenings", ScreenAsync)
            .WithSummary("Finds the most accurate of many schemes on few images; the last event has ended.");
    }

    private static Task<SupernetStatus[]> List(ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page) =>
        lth4Sa.GetSupernetsAsync(page.From, page.Count, stop);

    private static Task<SupernetStatus> Get(string supernet, ILth4SaApi lth4Sa, CancellationToken stop) =>
        lth4Sa.GetSupernetAsync(supernet, stop);

    private static Task<Evaluation[]> ListEvaluations(
        string supernet, ILth4SaApi lth4Sa, CancellationToken stop, [AsParameters] Page page) =>
        lth4Sa.GetEvaluationsAsync(supernet, page.From, page.Count, stop);

    private static Task<Evaluation[]> Evaluate(string supernet, EvaluationRequest request, ILth4SaApi lth4Sa, CancellationToken stop) =>
        lth4Sa.EvaluateAsync(supernet, request.Schemes, stop);

    private static async Task<ServerSentEventsResult<ScreeningProgress>> ScreenAsync(
        string supernet, ScreeningRequest request, ILth4SaApi lth4Sa, EventStream events, CancellationToken stop)
    {
        var progress = await lth4Sa.ScreenAsync(supernet, request, stop);
        return events.Send(_ => progress, "progress", stop);
    }
}
