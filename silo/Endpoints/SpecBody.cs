using System.Text;
using Lth4Sa.Contracts.Api;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The body of a request that describes runs, as YAML or JSON.</summary>
internal static class SpecBody
{
    /// <summary>The name of the text in error messages.</summary>
    private const string Name = "spec";

    /// <summary>Names the media types of a spec in the OpenAPI document.</summary>
    public static RouteHandlerBuilder AcceptsSpec(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<string>("application/yaml", "application/json");

    /// <summary>Reads the text of the body.</summary>
    public static async Task<SpecText> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return new SpecText(Name, await reader.ReadToEndAsync(stop));
    }
}
