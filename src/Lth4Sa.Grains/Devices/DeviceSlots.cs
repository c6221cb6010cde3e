using System.Globalization;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Devices;

/// <summary>The device slots that the options name, each made when it is first asked for.</summary>
internal sealed class DeviceSlots : IDeviceSlots, IAsyncDisposable
{
    // Once: a slot is a thread.
    private readonly Dictionary<string, Lazy<IEvaluator>> slots = [];

    public DeviceSlots(Lth4SaOptions options, ICheckpointStore store, TimeProvider time)
    {
        var data = new LoadedData();
        foreach (var device in options.Devices)
        {
            for (var slot = 0; slot < device.Slots; slot++)
            {
                slots.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{options.SiloName}/{device.Name}/{slot}"),
                    new(() => new TorchEvaluator(new DeviceSlot(device.Name, options.Threads), data, options, store, time)));
            }
        }
    }

    public IReadOnlyCollection<string> Keys => slots.Keys;

    public IEvaluator Get(string key) => slots.TryGetValue(key, out var slot)
        ? slot.Value
        : throw new ArgumentException($"This silo has no device slot '{key}', only {string.Join(", ", Keys)}.");

    public async ValueTask DisposeAsync()
    {
        foreach (var slot in slots.Values.Where(s => s.IsValueCreated))
        {
            await slot.Value.DisposeAsync();
        }
    }
}

/// <summary>
/// Makes this silo's slots known to the device pool when the silo starts, and again and again: the pool keeps them in
/// memory, and a new activation of it, in whichever silo, must hear of them.
/// </summary>
internal sealed partial class DeviceSlotRegistration(IDeviceSlots slots, IGrainFactory grains, TimeProvider time, ILogger<DeviceSlotRegistration> log) : BackgroundService
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
                LogNotRegistered(log, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The device pool does not know this silo's slots; it is told again soon")]
    private static partial void LogNotRegistered(ILogger log, Exception exception);
}
