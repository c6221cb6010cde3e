using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Sweeps;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Storage;

namespace Lth4Sa.Silo.Health;

/// <summary>Whether states can be read.</summary>
internal sealed class StorageCheck([FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage, IGrainFactory grains) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await storage.ReadStateAsync("catalog", grains.GetGrain<ICatalogGrain>(0).GetGrainId(), new GrainState<CatalogRecord>()).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The storage cannot be read.", exception);
        }
    }
}

/// <summary>Whether the device pool knows this silo's slots.</summary>
internal sealed class DevicesCheck(IDeviceSlots slots, IGrainFactory grains) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var known = (await grains.GetGrain<IDevicePoolGrain>(0).GetStatus().WaitAsync(cancellationToken)).Each.Select(s => s.Slot).ToHashSet();
            return slots.Keys.All(known.Contains) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The device pool does not know this silo's slots yet.");
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The device pool does not answer.", exception);
        }
    }
}
