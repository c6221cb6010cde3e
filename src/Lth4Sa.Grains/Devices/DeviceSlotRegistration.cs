using Lth4Sa.Contracts.Devices;
using Lth4Sa.Grains.Watching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Devices;

/// <summary>
/// Announces this silo's slots to the device pool when the silo starts, every 20 seconds after that, and when another silo dies: the
/// pool keeps them in memory, and a new activation of it, in whichever silo, must hear of them.
/// </summary>
internal sealed partial class DeviceSlotRegistration(
    IDeviceSlots slots, ISiloStatusOracle silos, SiloNews news, IGrainFactory grains,
    ILogger<DeviceSlotRegistration> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => news.RepeatAsync(
        async () =>
        {
            try
            {
                await grains.GetGrain<IDevicePoolGrain>(0).Register(silos.SiloAddress, [.. slots.Keys]);
                return true;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRegistered(exception);
                return false;
            }
        },
        stoppingToken);
}
