using System.Net;
using Lth4Sa.Simulation.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Timers;

namespace Lth4Sa.Simulation.Silos;

/// <summary>
/// A silo on the turns and the time of a simulation: it runs grain classes as they are, with Orleans' own references,
/// requests, serializers, persistent states and activators, and does itself what in Orleans depends on threads and clocks.
/// </summary>
internal sealed class SimulatedSilo : IDisposable
{
    private readonly Dictionary<GrainId, Activation> activations = [];
    private readonly LifetimeScheduler clients;

    /// <param name="configure">Adds what the grains need.</param>
    public SimulatedSilo(SimulationLoop loop, Lifetime life, Action<ISiloBuilder> configure)
    {
        (Loop, Life, Time) = (loop, life, new SimulatedTime(loop, life));
        Timeouts = new CallTimeouts(Time);
        Factory = new GrainFactory(this);
        clients = new LifetimeScheduler(loop, life);
        var builder = new SiloBuilder();
        AddOwn(builder.Services);
        configure(builder);
        Own = builder.Services.BuildServiceProvider();
        Services = new SiloServices(Own, OrleansServices.Shared.Provider);
        Filters = [.. Own.GetServices<IIncomingGrainCallFilter>()];
        Collection = Own.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        ResponseTimeout = Own.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout;
    }

    public SimulationLoop Loop { get; }

    public Lifetime Life { get; }

    public TimeProvider Time { get; }

    public IGrainFactory Grains => Factory;

    public GrainFactory Factory { get; }

    public SiloAddress Address { get; } = SiloAddress.New(IPAddress.Loopback, 11111, 1);

    /// <summary>The services that are the silo's alone.</summary>
    public ServiceProvider Own { get; }

    /// <summary>Its own services and those that all silos share.</summary>
    public SiloServices Services { get; }

    /// <summary>The first one is outermost.</summary>
    public IIncomingGrainCallFilter[] Filters { get; }

    public GrainCollectionOptions Collection { get; }

    /// <summary>Of calls whose method sets none.</summary>
    public TimeSpan ResponseTimeout { get; }

    public CallTimeouts Timeouts { get; }

    /// <summary>Starts the hosted services, and the collection of idle grains.</summary>
    public async Task StartAsync()
    {
        Time.CreateTimer(_ => Collect(), null, Collection.CollectionQuantum, Collection.CollectionQuantum);
        foreach (var service in Own.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    /// <summary>Runs a client of the silo, for as long as the silo lives.</summary>
    public Task RunAsync(Func<Task> client) => clients.RunAsync(client);

    public void Send(GrainCall call)
    {
        if (!Life.IsDead)
        {
            call.Deliver();
        }
    }

    public Activation ActivationOf(GrainId grain)
    {
        if (!activations.TryGetValue(grain, out var activation))
        {
            activations[grain] = activation = new Activation(this, grain, OrleansServices.Shared.Classes.Of(grain.Type));
        }

        return activation;
    }

    public void Forget(Activation activation) => activations.Remove(activation.GrainId);

    /// <summary>Frees what the silo holds of the process; it must be dead.</summary>
    public void Dispose() => Own.Dispose();

    private void AddOwn(IServiceCollection services)
    {
        services.AddOptions();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(Time);
        services.AddKeyedSingleton(KeyedService.AnyKey, Time);
        services.AddSingleton<IGrainFactory>(Factory);
        services.AddSingleton<IGrainRuntime>(new GrainRuntime(this));
        services.AddSingleton<ISiloStatusOracle>(new SimulatedSiloStatus(Address));
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<IHostApplicationLifetime, SimulatedHostLifetime>();
        services.AddSingleton(OrleansInternals.StateSharedMap, _ => ActivatorUtilities.CreateInstance(
            OrleansServices.Shared.Provider, OrleansInternals.StateSharedMap, OrleansServices.Shared.Activators));
    }

    private void Collect()
    {
        foreach (var activation in activations.Values.ToArray())
        {
            activation.Collect(Collection.CollectionAge);
        }
    }
}
