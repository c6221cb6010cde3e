using System.Globalization;
using Lth4Sa.Grains.Jobs;
using Lth4Sa.Grains.Options;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Storage.Checkpoints;

namespace Lth4Sa.Grains.Devices;

/// <summary>The device slots that the options name; each is created at its first use.</summary>
internal sealed class DeviceSlots : IDeviceSlots, IAsyncDisposable
{
    // A slot is a thread, so it is created once.
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
                    new(() => new TorchEvaluator(
                        new SlotResources(new DeviceSlot(device.Name, options.Threads), data, options, store, time))));
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
