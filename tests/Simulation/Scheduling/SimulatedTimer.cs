namespace Lth4Sa.Simulation.Scheduling;

/// <summary>A timer of <see cref="SimulatedTime"/>.</summary>
internal sealed class SimulatedTimer(SimulationLoop loop, Lifetime life, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan period;
    private long? due;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        due = dueTime == Timeout.InfiniteTimeSpan ? null : (loop.Now + dueTime).Ticks;
        if (due is not null)
        {
            loop.Add(this, dueTime);
        }

        return true;
    }

    /// <summary>Whether what is due then has not been changed or disposed since.</summary>
    public bool IsDue(long at) => due == at && !life.IsDead;

    public void Fire()
    {
        Change(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan, period);
        callback(state);
    }

    public void Dispose() => due = null;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
