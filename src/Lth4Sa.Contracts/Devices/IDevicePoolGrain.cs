namespace Lth4Sa.Contracts.Devices;

/// <summary>
/// The pool that leases device slots. Key: 0. It is in memory only: silos announce their slots, and holders their leases, to the next
/// activation.
/// </summary>
public interface IDevicePoolGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Adds the slots of a silo to the pool, or confirms those that it has. A slot without a lease that is not confirmed for 60 seconds
    /// leaves the pool; all slots of a silo leave it when the cluster declares the silo dead.
    /// </summary>
    Task Register(SiloAddress silo, string[] slots);

    /// <summary>
    /// Waits for a free slot for up to 15 seconds. The group that has had the least device time for its weight goes first, and within it
    /// a request whose affinity the slot has loaded; the oldest request is passed over at most 16 times. A request keeps its place from
    /// one call to the next, and loses it 30 seconds after a call has ended without another. It gets no slot between two calls.
    /// </summary>
    /// <returns>
    /// The lease, which lasts for 10 seconds until its first heartbeat, and is charged from there; null when it is to ask again.
    /// </returns>
    Task<Lease?> Acquire(SlotRequest request);

    /// <summary>Forgets a request, and ends the lease that has answered it.</summary>
    Task Withdraw(SlotRequest request);

    /// <summary>Renews a lease for 60 seconds. A pool that has been activated anew learns of the lease by it.</summary>
    /// <returns>False when the lease has run out; the slot may be leased to another holder.</returns>
    Task<bool> Renew(Lease lease);

    /// <summary>The state of the pool now.</summary>
    Task<DevicePoolStatus> GetStatus();
}
