using Orleans.Core;
using Orleans.Timers;

namespace Lth4Sa.Simulation.Silos;

/// <summary>What a grain reaches its silo through; only in its own turns, and while it is there, as in Orleans.</summary>
internal sealed class GrainRuntime(SimulatedSilo silo) : IGrainRuntime
{
    private readonly TimerRegistry timers = new();

    public string SiloIdentity => silo.Life.Name;

    public SiloAddress SiloAddress => silo.Address;

    public IGrainFactory GrainFactory => Checked(silo.Factory);

    public ITimerRegistry TimerRegistry => Checked(timers);

    public IServiceProvider ServiceProvider => Checked(silo.Services);

    public TimeProvider TimeProvider => silo.Time;

    public void DeactivateOnIdle(IGrainContext grainContext) => Valid(grainContext).Deactivate(
        new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => Valid(grainContext).KeepFor(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) =>
        throw new NotSupportedException("The product's grains have their states as constructor parameters, and do not derive from Grain<TGrainState>.");

    private static Activation Valid(IGrainContext context) => context is Activation { TurnContext: not null } activation
        ? activation
        : throw new InvalidOperationException($"Attempt to access an invalid activation: {context}");

    private static T Checked<T>(T part) => OrleansInternals.GetContext() is not null
        ? part
        : throw new InvalidOperationException("Activation access violation. A non-activation thread attempted to access activation services.");
}
