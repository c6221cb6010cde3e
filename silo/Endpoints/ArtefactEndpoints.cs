using Lth4Sa.Contracts.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The resource <c>/runs/{run}/artefacts</c>: reports, results and networks of a run.</summary>
internal static class ArtefactEndpoints
{
    public static void MapArtefacts(this IEndpointRouteBuilder api)
    {
        var artefacts = api.MapGroup("/runs/{run}/artefacts").WithTags("runs");
        artefacts.MapGet("", List);
        artefacts.MapGet("/{artefact}", DownloadAsync);
    }

    private static Task<Artefact[]> List(string run, ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetArtefactsAsync(run, stop);

    private static async Task<FileStreamHttpResult> DownloadAsync(string run, string artefact, ILth4SaApi lth4Sa, CancellationToken stop)
    {
        var stream = await lth4Sa.OpenArtefactAsync(run, artefact, stop);
        var known = await lth4Sa.GetArtefactsAsync(run, stop);
        return TypedResults.Stream(stream, known.First(a => a.Name == artefact).ContentType, artefact);
    }
}
