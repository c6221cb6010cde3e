namespace Orleans.Runtime;

/// <summary>Ticks of one timer never overlap: the next one is due a period after the last one ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly GrainTimerCreationOptions options;
    private readonly CancellationTokenSource disposed = new();
    private readonly ITimer timer;
    private TimeSpan period;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (this.activation, this.callback, this.options, period) = (activation, callback, options, options.Period);
        activation.Add(this);
        timer = activation.Silo.Time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (!disposed.IsCancellationRequested)
        {
            disposed.Cancel();
            timer.Dispose();
            activation.Remove(this);
        }
    }

    private void Tick() => activation.TryEnqueue(new Request(_ => RunAsync(), options.Interleave, options.KeepAlive));

    private async Task RunAsync()
    {
        if (disposed.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await callback(disposed.Token);
        }
        catch (Exception exception)
        {
            activation.Silo.Log.TimerFailed(exception, activation.GrainId);
        }

        if (!disposed.IsCancellationRequested)
        {
            timer.Change(period, Timeout.InfiniteTimeSpan);
        }
    }
}
