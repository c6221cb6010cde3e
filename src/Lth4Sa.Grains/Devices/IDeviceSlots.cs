namespace Lth4Sa.Grains.Devices;

/// <summary>The device slots of this silo.</summary>
public interface IDeviceSlots
{
    /// <summary>The keys of the slots, each silo/device/slot.</summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <summary>The slot with a key.</summary>
    /// <exception cref="ArgumentException">This silo has no slot with this key.</exception>
    IEvaluator Get(string key);
}
