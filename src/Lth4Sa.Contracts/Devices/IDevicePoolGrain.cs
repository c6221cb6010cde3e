namespace Lth4Sa.Contracts.Devices;

/// <summary>The right to use a device slot, which lasts as long as heartbeats renew it.</summary>
/// <param name="Slot">The key of the slot's evaluator.</param>
/// <param name="Token">The number of this lease; a later lease of the same slot has a higher one.</param>
[GenerateSerializer, Immutable]
public sealed record Lease(string Slot, long Token);

/// <summary>The account that device time is charged to; groups share the devices in proportion to their weights.</summary>
/// <param name="Group">The name of the sweep; empty for work that belongs to none.</param>
/// <param name="Weight">The share of the group against others; above 0, default 1.</param>
[GenerateSerializer, Immutable]
public sealed record DeviceShare(string Group, double Weight)
{
    /// <summary>The account of work that belongs to no sweep.</summary>
    public static DeviceShare Default { get; } = new("", 1);
}

/// <summary>The state of the device pool.</summary>
/// <param name="Slots">The number of slots that the pool knows.</param>
/// <param name="Held">The number of slots that are leased.</param>
/// <param name="Wanted">The number of requests that wait for a slot.</param>
/// <param name="Seconds">The time, in slot seconds, that each group has had.</param>
/// <param name="Each">The state of every slot.</param>
[GenerateSerializer, Immutable]
public sealed record DevicePoolStatus(int Slots, int Held, int Wanted, Dictionary<string, double> Seconds, SlotStatus[] Each);

/// <summary>The state of a device slot.</summary>
/// <param name="Slot">The key of the slot's evaluator: silo/device/slot.</param>
/// <param name="Held">True while the slot is leased.</param>
/// <param name="Affinity">The supernet that the slot has loaded, or the run that it worked for last; null at first.</param>
/// <param name="Group">The sweep that has the lease; null when none has.</param>
[GenerateSerializer, Immutable]
public sealed record SlotStatus(string Slot, bool Held, string? Affinity, string? Group);

/// <summary>The pool that leases device slots. Key: 0.</summary>
public interface IDevicePoolGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Adds slots to the pool, or confirms those that it has. A slot without a lease that is not confirmed for 60 seconds leaves
    /// the pool.
    /// </summary>
    Task Register(string[] slots);

    /// <summary>
    /// Waits for a free slot. The group that has had the least device time for its weight goes first, and within it a request
    /// whose <paramref name="affinity"/> the slot has loaded; the oldest request is passed over at most 16 times.
    /// </summary>
    /// <param name="holder">The grain that asks for the lease, for messages.</param>
    /// <param name="affinity">The supernet or run that the slot is needed for.</param>
    /// <param name="share">The account that the time is charged to.</param>
    [ResponseTimeout("7.00:00:00")]
    Task<Lease> Acquire(string holder, string affinity, DeviceShare share);

    /// <summary>Renews a lease for 60 seconds.</summary>
    /// <returns>False when the lease has run out; the slot may be leased to another holder.</returns>
    Task<bool> Renew(Lease lease);

    /// <summary>Ends a lease; one that has run out already is left alone.</summary>
    Task Release(Lease lease);

    /// <summary>The state of the pool now.</summary>
    Task<DevicePoolStatus> GetStatus();
}
