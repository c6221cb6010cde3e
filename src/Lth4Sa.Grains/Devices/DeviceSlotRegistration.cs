using Lth4Sa.Contracts.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Devices;

/// <summary>
/// Announces this silo's slots to the device pool when the silo starts, and every 20 seconds after that: the pool keeps them
/// in memory, and a new activation of it, in whichever silo, must hear of them.
/// </summary>
internal sealed partial class DeviceSlotRegistration(
    IDeviceSlots slots, IGrainFactory grains, TimeProvider time, ILogger<DeviceSlotRegistration> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await grains.GetGrain<IDevicePoolGrain>(0).Register([.. slots.Keys]);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRegistered(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
