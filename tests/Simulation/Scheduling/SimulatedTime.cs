namespace Lth4Sa.Simulation.Scheduling;

/// <summary>The loop's clock, as one lifetime sees it: when it is dead its timers are too.</summary>
internal sealed class SimulatedTime(SimulationLoop loop, Lifetime life) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Start + loop.Now;

    public override long GetTimestamp() => loop.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(loop, life, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
