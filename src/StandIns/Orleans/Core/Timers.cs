using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this() => (DueTime, Period) = (dueTime, period);

    public required TimeSpan DueTime { get; init; }

    public required TimeSpan Period { get; init; }

    /// <summary>True lets ticks run between the turns of calls; false queues them like calls.</summary>
    public bool Interleave { get; init; }

    /// <summary>True counts a tick as activity, so that idle collection spares the grain.</summary>
    public bool KeepAlive { get; init; }
}

public interface IGrainTimer : IDisposable
{
    void Change(TimeSpan dueTime, TimeSpan period);
}
