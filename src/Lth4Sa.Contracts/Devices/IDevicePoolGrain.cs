namespace Lth4Sa.Contracts.Devices;

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
    /// <param name="affinity">The supernet, network or run that the slot is needed for.</param>
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
