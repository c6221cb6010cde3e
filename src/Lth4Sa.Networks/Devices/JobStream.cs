using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Lth4Sa.Networks.Devices;

/// <summary>Runs a long job and streams its reports; a reader that is slow misses reports, never the last.</summary>
public static class JobStream
{
    /// <summary>Runs the job on a slot's thread.</summary>
    public static IAsyncEnumerable<T> Run<T>(DeviceSlot slot, Action<Action<T>, CancellationToken> job, CancellationToken cancellation) =>
        Run(slot.RunAsync, job, slot.Stopping, cancellation);

    /// <summary>Runs the job on the thread pool.</summary>
    public static IAsyncEnumerable<T> Run<T>(Action<Action<T>, CancellationToken> job, CancellationToken cancellation) =>
        Run(Task.Run, job, CancellationToken.None, cancellation);

    private static async IAsyncEnumerable<T> Run<T>(
        Func<Func<bool>, Task<bool>> start, Action<Action<T>, CancellationToken> job, CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        var reports = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var running = start(() =>
        {
            try
            {
                // The caller may have left while the job waited for its turn.
                stop.Token.ThrowIfCancellationRequested();
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
