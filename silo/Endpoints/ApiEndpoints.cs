using Lth4Sa.Contracts.Api;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The HTTP API: <see cref="ILth4SaApi"/> by routes, and its OpenAPI document.</summary>
internal static class ApiEndpoints
{
    /// <summary>The path that all routes of the API begin with.</summary>
    public const string Root = "/api/v1";

    /// <summary>Maps one group of routes for each resource, and the OpenAPI document.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();
        var api = app.MapGroup(Root).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapSweeps();
        api.MapRuns();
        api.MapArtefacts();
        api.MapSupernets();
        api.MapDevices();
    }
}
