using Lth4Sa.Contracts.Devices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Devices;

/// <summary>
/// Announces this silo's slots to the device pool when the silo starts, every 20 seconds after that, and when a silo dies: the pool
/// keeps them in memory, and a new activation of it, in whichever silo, must hear of them.
/// </summary>
internal sealed partial class DeviceSlotRegistration(
    IDeviceSlots slots, ISiloStatusOracle silos, IGrainFactory grains, TimeProvider time, ILogger<DeviceSlotRegistration> log)
    : BackgroundService, ISiloStatusListener
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20), Soon = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called on a thread of Orleans.</summary>
    void ISiloStatusListener.SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status.IsTerminating())
        {
            news.TrySetResult();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        try
        {
            while (true)
            {
                news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var pause = await AnnounceAsync(stoppingToken) ? Period : Soon;
                await news.Task.WaitAsync(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            silos.UnSubscribeFromSiloStatusEvents(this);
        }
    }

    private async Task<bool> AnnounceAsync(CancellationToken stoppingToken)
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
    }
}
