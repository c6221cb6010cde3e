using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Lth4Sa.Simulation.Silos;

/// <summary>One grain in the memory of one silo, from its first request to its collection.</summary>
internal sealed partial class Activation
{
    private readonly GrainClass grainClass;
    private readonly RequestQueue requests;
    private readonly ActivationScheduler scheduler;
    private readonly ActivationLifecycle lifecycle = new();
    private readonly TaskCompletionSource deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<GrainTimer> timers = [];
    private readonly AsyncServiceScope scope;
    private ActivationStage stage;
    private DeactivationReason reason;
    private bool wasValid;
    private bool activated;
    private bool ending;
    private bool signalled;
    private long lastUsed;
    private DateTimeOffset keepUntil;

    public Activation(SimulatedSilo silo, GrainId id, GrainClass grainClass)
    {
        (Silo, GrainId, this.grainClass) = (silo, id, grainClass);
        requests = new RequestQueue(grainClass.IsReentrant);
        scheduler = new ActivationScheduler(silo.Loop, silo.Life, this);
        scope = silo.Own.CreateAsyncScope();
        ActivationServices = new SiloServices(scope.ServiceProvider, OrleansServices.Shared.Provider);
        _ = scheduler.RunAsync(ActivateAsync);
    }

    public SimulatedSilo Silo { get; }

    /// <summary>What Orleans takes its turns for. An invalid activation has none, so that Orleans refuses what it still tries, as it does in a silo.</summary>
    public IGrainContext? TurnContext => stage == ActivationStage.Invalid ? null : this;

    public void Receive(Request request)
    {
        requests.Add(request);
        Signal();
    }

    /// <summary>Takes back a request that its caller has given up; what has begun hears of it.</summary>
    public void Cancel(Request request, IInvokable begun) => scheduler.Queue(() =>
    {
        if (!requests.Remove(request))
        {
            begun.TryCancel();
        }
    });

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

    // One turn looks after all requests that have come by then.
    private void Signal()
    {
        if (!signalled)
        {
            signalled = true;
            scheduler.Queue(() =>
            {
                signalled = false;
                Work();
            });
        }
    }

    private void Work()
    {
        if (stage == ActivationStage.Deactivating && activated && !requests.IsRunning && !ending)
        {
            ending = true;
            _ = DeactivateAsync();
        }

        while (stage is ActivationStage.Valid or ActivationStage.Deactivating && !ending && requests.TryBegin(localOnly: stage == ActivationStage.Deactivating) is { } request)
        {
            _ = RunAsync(request);
        }
    }

    private async Task RunAsync(Request request)
    {
        if (!request.IsExpired)
        {
            Response response;
            try
            {
                response = await request.InvokeAsync(this);
            }
            catch (Exception exception)
            {
                response = Response.FromException(exception);
            }

            // Whoever has stale state in memory starts anew; a caller that only hears of it does not.
            if (response.Exception is InconsistentStateException stale && OrleansInternals.TakeSource(stale))
            {
                Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, stale.Message));
            }

            request.Answer(response);
        }

        requests.End(request);
        lastUsed = request.KeepsAlive ? Silo.Time.GetTimestamp() : lastUsed;
        if (requests.IsWaiting || stage == ActivationStage.Deactivating)
        {
            Signal();
        }
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
