using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Lth4Sa.Silo.Options;

namespace Lth4Sa.Silo.Security;

/// <summary>
/// A token bucket for each client: the owner of its key, or its address. Buckets are filled up when somebody asks;
/// ASP.NET's own limiter wakes ten times a second to do so, which is all that an idle silo would do.
/// </summary>
internal sealed class RateLimit(RequestDelegate next, SiloSettings options)
{
    private const int MostClients = 10_000;

    private readonly ConcurrentDictionary<string, TokenBucketRateLimiter> clients = new();

    public Task InvokeAsync(HttpContext context)
    {
        var client = context.User.Identity?.Name ?? context.Connection.RemoteIpAddress?.ToString() ?? "";
        var bucket = clients.GetOrAdd(client, _ => Bucket());
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return next(context);
        }

        context.Response.Headers.RetryAfter = "1";
        return TypedResults.Problem($"More than {options.MostRequestsPerSecond} requests a second; try again later.", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
    }

    private TokenBucketRateLimiter Bucket()
    {
        if (clients.Count >= MostClients)
        {
            // Those that are full again would be made anew as they are.
            foreach (var (name, bucket) in clients.Where(c => c.Value.TryReplenish() && c.Value.IdleDuration is not null))
            {
                clients.TryRemove(KeyValuePair.Create(name, bucket));
            }
        }

        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.MostRequestsPerSecond,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) / options.MostRequestsPerSecond,
            AutoReplenishment = false,
        });
    }
}
