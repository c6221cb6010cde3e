using Lth4Sa.Contracts.Devices;

namespace Lth4Sa.Grains.Devices;

/// <summary>A device that a grain waits for while it waits for other things.</summary>
internal sealed class AskedLease
{
    private readonly CancellationTokenSource left;

    /// <param name="cancellation">Ends the wait, and later the jobs.</param>
    public AskedLease(IGrainBase holder, IGrainFactory grains, string affinity, DeviceShare? share, CancellationToken cancellation)
    {
        left = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Turn = HeldLease.AcquireAsync(holder, grains, affinity, share, left.Token);
    }

    /// <summary>Ends when the device is there; whoever awaits it disposes the lease.</summary>
    public Task<HeldLease> Turn { get; }

    /// <summary>Wants the device no more. Nobody may await it any more.</summary>
    public async Task LeaveAsync()
    {
        await left.CancelAsync();
        await ((Task)Turn).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (Turn.IsCompletedSuccessfully)
        {
            await (await Turn).DisposeAsync();
        }
    }
}
