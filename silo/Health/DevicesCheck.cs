using Lth4Sa.Contracts.Devices;
using Lth4Sa.Grains.Devices;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lth4Sa.Silo.Health;

/// <summary>Checks that the device pool answers and knows the slots of this silo.</summary>
internal sealed class DevicesCheck(IDeviceSlots slots, IGrainFactory grains) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pool = await grains.GetGrain<IDevicePoolGrain>(0).GetStatus().WaitAsync(cancellationToken);
            var known = pool.Each.Select(slot => slot.Slot).ToHashSet();
            return slots.Keys.All(known.Contains)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The device pool does not know this silo's slots yet.");
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The device pool does not answer.", exception);
        }
    }
}
