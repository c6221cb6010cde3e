using Orleans.Timers;

namespace Lth4Sa.Simulation.Silos;

/// <summary>Makes the timers of grains, on the silo's time.</summary>
internal sealed class TimerRegistry : ITimerRegistry
{
    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new GrainTimer((Activation)grainContext, _ => callback(state), new(dueTime, period) { Interleave = true });

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
        new GrainTimer((Activation)grainContext, token => callback(state, token), options);
}
