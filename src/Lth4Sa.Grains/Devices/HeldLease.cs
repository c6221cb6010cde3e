using Lth4Sa.Contracts.Devices;

namespace Lth4Sa.Grains.Devices;

/// <summary>A lease that a grain holds. It sends heartbeats until it is disposed.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly IDevicePoolGrain pool;
    private readonly Lease lease;
    private readonly IGrainTimer heartbeat;

    private HeldLease(IGrainBase holder, IDevicePoolGrain pool, Lease lease)
    {
        (this.pool, this.lease) = (pool, lease);
        var period = DevicePoolGrain.LeaseTime / 3;
        heartbeat = holder.RegisterGrainTimer(() => pool.Renew(lease), new() { DueTime = period, Period = period, Interleave = true });
    }

    /// <summary>The key of the slot's evaluator.</summary>
    public string Slot => lease.Slot;

    public static async Task<HeldLease> AcquireAsync(IGrainBase holder, IGrainFactory grains, string affinity, DeviceShare? share)
    {
        var pool = grains.GetGrain<IDevicePoolGrain>(0);
        var name = holder.GrainContext.GrainId.ToString();
        return new HeldLease(holder, pool, await pool.Acquire(name, affinity, share ?? DeviceShare.Default));
    }

    public async ValueTask DisposeAsync()
    {
        heartbeat.Dispose();
        await pool.Release(lease);
    }
}
