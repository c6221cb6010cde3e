using System.Security.Claims;

namespace Lth4Sa.Silo.Security;

/// <summary>Lets through who has a key for what is asked: <c>Authorization: Bearer KEY</c>. Probes of health need none.</summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, ApiKeys keys)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            return next(context);
        }

        if (!keys.AreNeeded)
        {
            // A page that a browser shows from elsewhere can send requests to loopback too.
            var origin = context.Request.Headers.Origin.ToString();
            return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == context.Request.Host.Value)
                ? next(context)
                : Refuse(context, StatusCodes.Status403Forbidden, "Requests of other sites are not served.");
        }

        var header = context.Request.Headers.Authorization.ToString();
        var key = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? keys.Find(header[Scheme.Length..].Trim()) : null;
        if (key is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Refuse(context, StatusCodes.Status401Unauthorized, "Expected an API key: Authorization: Bearer KEY.");
        }

        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!reads && key.Role != ApiRole.Write)
        {
            return Refuse(context, StatusCodes.Status403Forbidden, $"The key of {key.Name} has the role read; this takes the role write.");
        }

        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Name)], "ApiKey"));
        return next(context);
    }

    private static Task Refuse(HttpContext context, int status, string detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
}
