using System.Collections.Concurrent;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Microsoft.Extensions.Hosting;

namespace Lth4Sa.Grains.Devices;

/// <summary>The device slots of this silo by evaluator key, and the data sets they have loaded.</summary>
public sealed class DeviceSlots(Lth4SaOptions options) : IDisposable
{
    // Made when first asked for, and once: a slot is a thread.
    private readonly Dictionary<string, Lazy<DeviceSlot>> slots = new()
    {
        [$"local/{options.Device}/0"] = new(() => new DeviceSlot(options.Device, options.Threads)),
    };

    private readonly ConcurrentDictionary<DataMessage, Lazy<DataSplit>> data = new();

    /// <summary>silo/device/slot.</summary>
    public string[] Keys => [.. slots.Keys];

    public DeviceSlot Get(string key) => slots.TryGetValue(key, out var slot)
        ? slot.Value
        : throw new ArgumentException($"This silo has no device slot '{key}', only {string.Join(", ", Keys)}.");

    /// <summary>Loads a data set once; a set that could not be loaded is tried again.</summary>
    public DataSplit Data(DataMessage message)
    {
        var lazy = data.GetOrAdd(message, key => new Lazy<DataSplit>(() => DataSets.Load(new DataSpec
        {
            Name = key.Dataset,
            Directory = key.Data,
            Classes = key.Classes,
            ValidationPerClass = key.ValidationPerClass,
            Seed = unchecked((ulong)key.Seed),
        })));
        try
        {
            return lazy.Value;
        }
        catch
        {
            data.TryRemove(message, out _);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var slot in slots.Values.Where(s => s.IsValueCreated))
        {
            slot.Value.Dispose();
        }
    }
}

/// <summary>Makes this silo's slots known to the device pool when the silo starts.</summary>
internal sealed class DeviceSlotRegistration(DeviceSlots slots, IGrainFactory grains) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        grains.GetGrain<IDevicePoolGrain>(0).Register(slots.Keys);
}
