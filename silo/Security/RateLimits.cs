using System.Threading.RateLimiting;

namespace Lth4Sa.Silo.Security;

/// <summary>
/// The rate limit of requests: a token bucket for each client, which is the owner of its key or its address. It is a policy of
/// the endpoints and no global limiter, because each limiter wakes ten times a second to fill its buckets: ASP.NET always has
/// one for endpoints, and a global one would be a second, which an idle silo pays for.
/// </summary>
internal static class RateLimits
{
    private const string Policy = "client";

    /// <summary>Adds the limit.</summary>
    /// <param name="services">The services of the silo.</param>
    /// <param name="perSecond">The requests a second of one client, which may save up as many; at least 1.</param>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, int perSecond) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(Client(context), _ => Bucket(perSecond)));
        limiter.OnRejected = (rejected, _) => RefuseAsync(rejected.HttpContext, perSecond);
    });

    /// <summary>Groups the endpoints that the limit holds for.</summary>
    public static RouteGroupBuilder MapLimited(this IEndpointRouteBuilder app)
    {
        var limited = app.MapGroup("");
        limited.RequireRateLimiting(Policy);
        return limited;
    }

    private static string Client(HttpContext context) =>
        context.User.Identity?.Name ?? context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = perSecond,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        // The bucket has no timer of its own: the limiter fills all buckets, by the time that has passed.
        AutoReplenishment = false,
    };

    private static async ValueTask RefuseAsync(HttpContext context, int perSecond)
    {
        context.Response.Headers.RetryAfter = "1";
        var detail = $"More than {perSecond} requests a second; try again later.";
        await TypedResults.Problem(detail, statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
    }
}
