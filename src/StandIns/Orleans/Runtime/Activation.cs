using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>One grain in memory: its queue of requests, and the rules by which they take turns.</summary>
internal sealed class Activation : IGrainContext
{
    private readonly object gate = new();
    private readonly List<Request> waiting = [];
    private readonly List<GrainTimer> timers = [];
    private readonly ActivationTaskScheduler scheduler;
    private readonly Type grainClass;
    private readonly bool reentrant;
    private readonly AsyncServiceScope services;
    private readonly TaskCompletionSource deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Grain? grain;
    private int running;
    private int blocking;
    private bool active;
    private bool closing;
    private DeactivationReason reason;
    private long lastActivity;
    private TimeSpan delay;

    public Activation(Silo silo, GrainId id, Type grainClass)
    {
        (Silo, GrainId, this.grainClass) = (silo, id, grainClass);
        scheduler = new ActivationTaskScheduler(silo.Turns);
        reentrant = grainClass.GetCustomAttribute<ReentrantAttribute>() is not null;
        services = silo.ServiceProvider.CreateAsyncScope();
        lastActivity = silo.Time.GetTimestamp();
        silo.Count(grainClass, 1);
        _ = OnSchedulerAsync(ActivateAsync);
    }

    public Silo Silo { get; }

    public GrainId GrainId { get; }

    public object? GrainInstance => grain;

    public IServiceProvider ActivationServices => services.ServiceProvider;

    /// <summary>Completes once the grain is gone, and its successor may be activated.</summary>
    public Task Deactivated => deactivated.Task;

    /// <summary>False when this activation takes no more requests.</summary>
    public bool TryEnqueue(Request request)
    {
        lock (gate)
        {
            if (closing)
            {
                return false;
            }

            if (request.KeepAlive)
            {
                lastActivity = Silo.Time.GetTimestamp();
            }

            waiting.Add(request);
        }

        Pump();
        return true;
    }

    public void Deactivate(DeactivationReason why)
    {
        lock (gate)
        {
            if (closing)
            {
                return;
            }

            (closing, reason) = (true, why);
        }

        Pump();
    }

    /// <summary>Deactivates if nothing has happened for <paramref name="age"/>.</summary>
    public void Collect(TimeSpan age)
    {
        lock (gate)
        {
            var limit = delay == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : delay > age ? delay : age;
            if (!active || running > 0 || waiting.Count > 0 || Silo.Time.GetElapsedTime(lastActivity) < limit)
            {
                return;
            }
        }

        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The grain was idle."));
    }

    public void DelayDeactivation(TimeSpan timeSpan)
    {
        lock (gate)
        {
            (delay, lastActivity) = (timeSpan, Silo.Time.GetTimestamp());
        }
    }

    public void Add(GrainTimer timer)
    {
        lock (gate)
        {
            timers.Add(timer);
        }
    }

    public void Remove(GrainTimer timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    private Task OnSchedulerAsync(Func<Task> body) =>
        Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();

    private async Task ActivateAsync()
    {
        try
        {
            var states = new List<PersistentState>();
            RuntimeContext.Creating = this;
            try
            {
                grain = (Grain)ActivatorUtilities.CreateInstance(ActivationServices, grainClass, Facets(states));
            }
            finally
            {
                RuntimeContext.Creating = null;
            }

            foreach (var state in states)
            {
                await state.ReadStateAsync();
            }

            await grain.OnActivateAsync(CancellationToken.None);
            lock (gate)
            {
                active = true;
            }

            Pump();
        }
        catch (Exception exception)
        {
            Silo.Log.ActivationFailed(exception, GrainId);
            Request[] unlucky;
            lock (gate)
            {
                closing = true;
                unlucky = [.. waiting];
                waiting.Clear();
            }

            await CloseAsync();
            foreach (var request in unlucky)
            {
                request.Fail(exception);
            }
        }
    }

    private object[] Facets(List<PersistentState> states)
    {
        var parameters = grainClass.GetConstructors().Single().GetParameters();
        foreach (var parameter in parameters)
        {
            if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } facet)
            {
                states.Add(PersistentState.Create(parameter.ParameterType.GetGenericArguments()[0], facet, GrainId, ActivationServices));
            }
        }

        return [.. states];
    }

    // As in Orleans: a request runs when nothing else does, when it or the grain interleaves, or when
    // everything that runs interleaves; later requests may overtake one that has to wait.
    private void Pump()
    {
        while (true)
        {
            Request? next;
            lock (gate)
            {
                if (!active)
                {
                    return;
                }

                next = waiting.FirstOrDefault(r => r.Interleave || reentrant || blocking == 0);
                if (next is null)
                {
                    if (closing && running == 0 && waiting.Count == 0)
                    {
                        active = false;
                        _ = OnSchedulerAsync(DeactivateAsync);
                    }

                    return;
                }

                waiting.Remove(next);
                running++;
                blocking += next.Interleave ? 0 : 1;
            }

            _ = OnSchedulerAsync(() => RunAsync(next));
        }
    }

    private async Task RunAsync(Request request)
    {
        await request.RunAsync(grain!);
        if (request.Completion.Exception?.InnerException is InconsistentStateException stale)
        {
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, stale.Message));
        }

        lock (gate)
        {
            running--;
            blocking -= request.Interleave ? 0 : 1;
            lastActivity = request.KeepAlive ? Silo.Time.GetTimestamp() : lastActivity;
        }

        Pump();
    }

    private async Task DeactivateAsync()
    {
        try
        {
            await grain!.OnDeactivateAsync(reason, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Silo.Log.DeactivationFailed(exception, GrainId);
        }

        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        GrainTimer[] left;
        lock (gate)
        {
            left = [.. timers];
        }

        Array.ForEach(left, timer => timer.Dispose());
        if (grain is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync();
        }
        else
        {
            (grain as IDisposable)?.Dispose();
        }

        await services.DisposeAsync();
        Silo.Count(grainClass, -1);
        Silo.Forget(this);
        deactivated.TrySetResult();
    }
}
