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

    /// <summary>Asks for a device. Who wants it no more calls <see cref="Leave"/>.</summary>
    public static async Task<HeldLease> AskAsync(IGrainBase holder, IGrainFactory grains, string affinity, DeviceShare? share)
    {
        var pool = grains.GetGrain<IDevicePoolGrain>(0);
        var name = holder.GrainContext.GrainId.ToString();
        return new HeldLease(holder, pool, await pool.Acquire(name, affinity, share ?? DeviceShare.Default));
    }

    /// <summary>Asks for a device and waits for it, no longer than its asker wants it.</summary>
    /// <exception cref="OperationCanceledException">It is wanted no more.</exception>
    public static async Task<HeldLease> AcquireAsync(
        IGrainBase holder, IGrainFactory grains, string affinity, DeviceShare? share, CancellationToken cancellation)
    {
        var asked = AskAsync(holder, grains, affinity, share);
        try
        {
            return await asked.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Leave(asked);
            throw;
        }
    }

    /// <summary>Gives a device back as soon as it is given.</summary>
    /// <param name="asked">What nobody else awaits any more.</param>
    public static void Leave(Task<HeldLease> asked)
    {
        _ = GiveBackAsync();

        async Task GiveBackAsync()
        {
            await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (asked.IsCompletedSuccessfully)
            {
                await (await asked).DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        heartbeat.Dispose();
        await pool.Release(lease);
    }
}
