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
    private ActivationStage stage;
    private bool signalled;
    private long lastUsed;

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
}
