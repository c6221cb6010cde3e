namespace Lth4Sa.Contracts.Devices;

/// <param name="Slot">The key of the evaluator.</param>
/// <param name="Token">Names this lease; a later one of the same slot has another.</param>
[GenerateSerializer, Immutable]
public sealed record Lease(string Slot, long Token);

/// <summary>On whose account device time is: sweeps have shares in proportion to their weights.</summary>
/// <param name="Group">A sweep's name; empty for what belongs to none.</param>
/// <param name="Weight">Above 0.</param>
[GenerateSerializer, Immutable]
public sealed record DeviceShare(string Group, double Weight)
{
    public static DeviceShare Default { get; } = new("", 1);
}

/// <param name="Wanted">Waiting requests.</param>
/// <param name="Seconds">Slot seconds that each group has had.</param>
/// <param name="Each">Every slot.</param>
[GenerateSerializer, Immutable]
public sealed record DevicePoolStatus(int Slots, int Held, int Wanted, Dictionary<string, double> Seconds, SlotStatus[] Each);

/// <param name="Slot">The key of the evaluator: silo/device/slot.</param>
/// <param name="Held">Whether somebody has a lease.</param>
/// <param name="Affinity">The supernet that it has loaded, or the run that it worked for; null at first.</param>
/// <param name="Group">The sweep that holds it; null where none does.</param>
[GenerateSerializer, Immutable]
public sealed record SlotStatus(string Slot, bool Held, string? Affinity, string? Group);

/// <summary>Who may use which device slot. Key: 0.</summary>
public interface IDevicePoolGrain : IGrainWithIntegerKey
{
    /// <summary>Makes slots known, or says that they are still there; known ones stay as they are. Slots that nobody speaks of for a minute are gone.</summary>
    Task Register(string[] slots);

    /// <summary>
    /// Waits for a free slot. The group that has had the least device time for its weight goes first, and within it a
    /// request whose <paramref name="affinity"/> the slot has loaded, a few times at most before the oldest.
    /// </summary>
    [ResponseTimeout("7.00:00:00")]
    Task<Lease> Acquire(string holder, string affinity, DeviceShare share);

    /// <summary>A heartbeat. False when the lease has run out and the slot may be somebody else's.</summary>
    Task<bool> Renew(Lease lease);

    Task Release(Lease lease);

    Task<DevicePoolStatus> GetStatus();
}
