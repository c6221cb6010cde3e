using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Invocation;

namespace Lth4Sa.Simulation.Silos;

/// <summary>The beginning and the end of an activation.</summary>
internal sealed partial class Activation
{
    private readonly ActivationLifecycle lifecycle = new();
    private readonly TaskCompletionSource deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<GrainTimer> timers = [];
    private readonly AsyncServiceScope scope;
    private DeactivationReason reason;
    private bool wasValid;
    private bool activated;
    private bool ending;
    private DateTimeOffset keepUntil;

    public void KeepFor(TimeSpan time) => keepUntil =
        time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? DateTimeOffset.MaxValue
        : time <= TimeSpan.Zero ? DateTimeOffset.MinValue
        : Silo.Time.GetUtcNow() + time;

    /// <summary>Ends the activation if nothing has used it for <paramref name="age"/>.</summary>
    public void Collect(TimeSpan age)
    {
        if (stage == ActivationStage.Valid && requests.IsIdle && keepUntil <= Silo.Time.GetUtcNow() && Silo.Time.GetElapsedTime(lastUsed) >= age)
        {
            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The grain was idle."));
        }
    }

    public void Add(GrainTimer timer) => timers.Add(timer);

    public void Remove(GrainTimer timer) => timers.Remove(timer);

    private async Task ActivateAsync()
    {
        using var limit = new CancellationTokenSource(Silo.Collection.ActivationTimeout, Silo.Time);
        try
        {
            GrainInstance = grainClass.Activator.CreateInstance(this);
            await lifecycle.OnStart(limit.Token).WaitAsync(limit.Token);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
            }

            if (stage == ActivationStage.Activating)
            {
                (stage, lastUsed) = (ActivationStage.Valid, Silo.Time.GetTimestamp());
            }
        }
        catch (Exception exception)
        {
            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationFailed, exception, "Failed to activate grain."));
        }

        activated = true;
        Work();
    }

    private async Task DeactivateAsync()
    {
        using var limit = new CancellationTokenSource(Silo.Collection.DeactivationTimeout, Silo.Time);
        DisposeTimers();
        if (wasValid && GrainInstance is IGrainBase grain)
        {
            await IgnoreAsync(() => grain.OnDeactivateAsync(reason, limit.Token).WaitAsync(limit.Token));
        }

        await IgnoreAsync(() => lifecycle.OnStop(limit.Token).WaitAsync(limit.Token));
        stage = ActivationStage.Invalid;
        OrleansInternals.SetContext(TurnContext);
        DisposeTimers();
        if (GrainInstance is not null)
        {
            await IgnoreAsync(() => grainClass.Activator.DisposeInstance(this, GrainInstance).AsTask());
        }

        if (streams is not null)
        {
            await IgnoreAsync(() => streams.DisposeAsync().AsTask());
        }

        await scope.DisposeAsync();
        Silo.Forget(this);
        foreach (var left in requests.Drain().OfType<GrainCall>())
        {
            if (reason.Exception is { } exception)
            {
                left.Answer(Response.FromException(exception));
            }
            else
            {
                left.Forward();
            }
        }

        deactivated.SetResult();
    }

    private void DisposeTimers()
    {
        foreach (var timer in timers.ToArray())
        {
            timer.Dispose();
        }
    }

    // The end goes on whatever its steps throw, as in Orleans, which logs it.
    private static async Task IgnoreAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception)
        {
        }
    }
}
