using Lth4Sa.Grains.Options;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Storage;

namespace Lth4Sa.Silo.Health;

/// <summary>Checks that the storage answers, by reading a record that no grain has.</summary>
internal sealed class StorageCheck([FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage) : IHealthCheck
{
    private const string StateName = "health";

    private static readonly GrainId Nobody = GrainId.Create("health", "storage");

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await storage.ReadStateAsync(StateName, Nobody, new GrainState<NoRecord>()).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The storage cannot be read.", exception);
        }
    }

    private sealed class NoRecord;
}
