using Lth4Sa.Contracts.Api;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Silo.Api;
using Lth4Sa.Specs;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The services that the endpoints of the HTTP API need.</summary>
internal static class ApiServices
{
    /// <summary>Adds the API, its JSON, its problem details and its OpenAPI document.</summary>
    /// <param name="services">The services of the silo.</param>
    /// <param name="datasets">The folder that data and tables of specs lie under.</param>
    /// <param name="maxRuns">The maximum number of runs of a sweep.</param>
    public static IServiceCollection AddApi(this IServiceCollection services, string datasets, int maxRuns) => services
        .AddSingleton<ILth4SaApi>(provider => ActivatorUtilities.CreateInstance<Lth4SaApi>(provider, SpecPaths.Under(datasets), maxRuns))
        .AddSingleton<EventStream>()
        .AddExceptionHandler<ApiErrors>()
        .AddProblemDetails(problems => problems.CustomizeProblemDetails = ExplainMediaType)
        .ConfigureHttpJsonOptions(json =>
        {
            ApiJson.Apply(json.SerializerOptions);
            // The answer to a request that lacks a property names the property.
            (json.SerializerOptions.RespectRequiredConstructorParameters, json.SerializerOptions.RespectNullableAnnotations) = (true, true);
        })
        .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
        .AddOpenApi(document => document.AddSchemaTransformer(DescribeScheme));

    // Its converter writes a string, which the generator cannot know.
    private static Task DescribeScheme(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (context.JsonTypeInfo.Type == typeof(Scheme))
        {
            (schema.Type, schema.Pattern) = (JsonSchemaType.String, "^[01]{1,64}$");
        }

        return Task.CompletedTask;
    }

    private static void ExplainMediaType(ProblemDetailsContext context)
    {
        if (context.ProblemDetails.Status == StatusCodes.Status415UnsupportedMediaType)
        {
            context.ProblemDetails.Detail = "Expected the header Content-Type: application/yaml or application/json.";
        }
    }
}
