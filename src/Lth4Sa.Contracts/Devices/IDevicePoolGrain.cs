namespace Lth4Sa.Contracts.Devices;

/// <param name="Slot">The key of the evaluator.</param>
/// <param name="Token">Names this lease; a later one of the same slot has another.</param>
[GenerateSerializer, Immutable]
public sealed record Lease(string Slot, long Token);

/// <summary>Who may use which device slot. Key: 0.</summary>
public interface IDevicePoolGrain : IGrainWithIntegerKey
{
    /// <summary>Makes slots known; known ones stay as they are.</summary>
    Task Register(string[] slots);

    /// <summary>Waits for a free slot, first come first served, and prefers the one that <paramref name="affinity"/> used last.</summary>
    [ResponseTimeout("7.00:00:00")]
    Task<Lease> Acquire(string holder, string affinity);

    /// <summary>A heartbeat. False when the lease has run out and the slot may be somebody else's.</summary>
    Task<bool> Renew(Lease lease);

    Task Release(Lease lease);
}
