namespace Lth4Sa.Grains.Watching;

/// <summary>
/// Repeats what a silo does for the cluster from time to time, and at once when another silo has died or stops: what that one had must
/// be taken over.
/// </summary>
internal sealed class SiloNews : ISiloStatusListener
{
    /// <summary>The time between two attempts, and that after one that failed.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20), Soon = TimeSpan.FromSeconds(1);

    /// <summary>The number of failed attempts after news that are followed soon by another.</summary>
    private const int Hurry = 15;

    private readonly TimeProvider time;
    private volatile TaskCompletionSource next = Create();

    public SiloNews(ISiloStatusOracle silos, TimeProvider time)
    {
        this.time = time;
        silos.SubscribeToSiloStatusEvents(this);
    }

    /// <summary>Acts now, every 20 seconds and at news.</summary>
    /// <param name="act">What is done; false if it did not succeed and is to be done again soon.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RepeatAsync(Func<Task<bool>> act, CancellationToken stop)
    {
        var hurry = Hurry;
        while (!stop.IsCancellationRequested)
        {
            // News that come during the attempt are followed by another.
            var news = next.Task;
            var pause = await act() || hurry-- <= 0 ? Period : Soon;
            await news.WaitAsync(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            hurry = news.IsCompleted ? Hurry : hurry;
        }
    }

    /// <summary>Called on a thread of Orleans.</summary>
    void ISiloStatusListener.SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status.IsTerminating())
        {
            Interlocked.Exchange(ref next, Create()).TrySetResult();
        }
    }

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
