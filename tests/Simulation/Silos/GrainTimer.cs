using Orleans.Serialization.Invocation;

namespace Lth4Sa.Simulation.Silos;

/// <summary>A timer of a grain. Its ticks are requests of its activation and never overlap: the next is due a period after the last one's end.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly CancellationTokenSource disposed = new();
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly GrainTimerCreationOptions options;
    private readonly ITimer timer;
    private TimeSpan dueTime = Timeout.InfiniteTimeSpan;
    private TimeSpan period = Timeout.InfiniteTimeSpan;
    private bool busy;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (this.activation, this.callback, this.options) = (activation, callback, options);
        timer = activation.Silo.Time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        activation.Add(this);
        Change(options.DueTime, options.Period);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        if (!disposed.IsCancellationRequested)
        {
            (this.dueTime, this.period) = (dueTime, period);
            if (!busy)
            {
                Schedule();
            }
        }
    }

    public void Dispose()
    {
        if (!disposed.IsCancellationRequested)
        {
            timer.Dispose();
            activation.Remove(this);
            disposed.Cancel();
        }
    }

    private void Schedule()
    {
        if (dueTime == TimeSpan.Zero)
        {
            Tick();
        }
        else
        {
            timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tick()
    {
        busy = true;
        dueTime = period;
        activation.Receive(new TimerTick(this, options));
    }

    private async ValueTask<Response> RunAsync()
    {
        if (disposed.IsCancellationRequested)
        {
            return Response.Completed;
        }

        try
        {
            await callback(disposed.Token);
            return Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
        finally
        {
            busy = false;
            if (!disposed.IsCancellationRequested)
            {
                Schedule();
            }
        }
    }

    private sealed class TimerTick : Request
    {
        private readonly GrainTimer timer;

        public TimerTick(GrainTimer timer, GrainTimerCreationOptions options)
        {
            this.timer = timer;
            (Interleaves, KeepsAlive, IsLocal) = (options.Interleave, options.KeepAlive, true);
        }

        public override bool IsExpired => false;

        public override ValueTask<Response> InvokeAsync(Activation activation) => timer.RunAsync();

        // Nobody waits for it.
        public override void Answer(Response response)
        {
        }
    }
}
