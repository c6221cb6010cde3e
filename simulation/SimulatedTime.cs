namespace Lth4Sa.Simulation;

/// <summary>The loop's clock, as one silo sees it: when it is dead its timers are too.</summary>
internal sealed class SimulatedTime(SimulationLoop loop, Lifetime life) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Start + loop.Now;

    public override long GetTimestamp() => loop.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(loop, life, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}

internal sealed class SimulatedTimer(SimulationLoop loop, Lifetime life, Action callback) : ITimer
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
        callback();
    }

    public void Dispose() => due = null;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
