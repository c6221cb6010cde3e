namespace Lth4Sa.Silo.Health;

/// <summary>
/// The probes: <c>/health/live</c> answers while the process lives, <c>/health/ready</c> when it can serve. They need no API key.
/// </summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";

    /// <summary>The time that a probe waits for a storage or a device pool that does not answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddSiloHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<StorageCheck>("storage", failureStatus: null, [Ready], Timeout)
        .AddCheck<DevicesCheck>("devices", failureStatus: null, [Ready], Timeout)
        .Services;

    public static void MapSiloHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }
}
