using Lth4Sa.Contracts.Devices;

namespace Lth4Sa.Grains.Devices;

/// <summary>A lease that a grain holds: heartbeats go out until it is disposed.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly IDevicePoolGrain pool;
    private readonly Lease lease;
    private readonly IGrainTimer heartbeat;

    private HeldLease(Grain holder, IDevicePoolGrain pool, Lease lease)
    {
        (this.pool, this.lease) = (pool, lease);
        var period = DevicePoolGrain.LeaseTime / 3;
        // The first one says that the lease has arrived.
        heartbeat = holder.RegisterGrainTimer(() => pool.Renew(lease), new() { DueTime = TimeSpan.Zero, Period = period, Interleave = true });
    }

    /// <summary>The key of the evaluator.</summary>
    public string Slot => lease.Slot;

    public static async Task<HeldLease> AcquireAsync(Grain holder, IGrainFactory grains, string affinity, DeviceShare? share)
    {
        var pool = grains.GetGrain<IDevicePoolGrain>(0);
        return new HeldLease(holder, pool, await pool.Acquire(holder.RuntimeIdentity, affinity, share ?? DeviceShare.Default));
    }

    public async ValueTask DisposeAsync()
    {
        heartbeat.Dispose();
        await pool.Release(lease);
    }
}
