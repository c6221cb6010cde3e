using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lth4Sa.Networks.Devices;

namespace Lth4Sa.Grains.Devices;

/// <summary>Runs a long job on a slot and streams its reports; a reader that is slow misses reports, never the last.</summary>
internal static class SlotStream
{
    public static async IAsyncEnumerable<T> Run<T>(
        DeviceSlot slot, Action<Action<T>, CancellationToken> job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, slot.Stopping);
        var reports = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var running = slot.RunAsync(() =>
        {
            try
            {
                job(report => reports.Writer.TryWrite(report), stop.Token);
                return true;
            }
            finally
            {
                reports.Writer.Complete();
            }
        });
        try
        {
            while (await reports.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (reports.Reader.TryRead(out var report))
                {
                    yield return report;
                }
            }
        }
        finally
        {
            // Whoever stops reading stops the job, and waits until the slot is free.
            await stop.CancelAsync();
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await running;
    }
}
