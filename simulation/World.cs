using Lth4Sa.Grains;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Supernets;
using Lth4Sa.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Lth4Sa.Simulation;

/// <summary>How long devices take.</summary>
internal sealed record DeviceCosts(TimeSpan Load, TimeSpan Epoch, TimeSpan Evaluation)
{
    public static DeviceCosts Default { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(0.5));
}

/// <summary>What all silos of a simulation have in common.</summary>
internal sealed class World(SimulationLoop loop, Dice dice, Faults faults, DeviceCosts costs, int slots)
{
    private readonly List<Lifetime> silos = [];
    private readonly HashSet<Lifetime> overlapping = [];
    private TimeSpan fullUntil;

    public SimulationLoop Loop => loop;

    public Dice Dice => dice;

    public Faults Faults => faults;

    public DeviceCosts Costs => costs;

    public Disk Disk { get; } = new();

    /// <summary>Schemes that devices have evaluated.</summary>
    public long Evaluated { get; set; }

    /// <summary>Time that devices have worked.</summary>
    public TimeSpan Busy { get; set; }

    public bool IsFull => loop.Now < fullUntil;

    public void Fill(TimeSpan time) => fullUntil = loop.Now + time;

    public void Write(Lifetime life, string what) => loop.Write($"[{life.Name}] {what}");

    public SimulatedSilo StartSilo()
    {
        var life = new Lifetime($"silo{silos.Count + 1}");
        silos.Add(life);
        if (silos.Count(s => !s.IsDead) > 1)
        {
            overlapping.UnionWith(silos.Where(s => !s.IsDead));
        }

        Write(life, "starts");
        return new SimulatedSilo(this, life, slots);
    }

    /// <summary>Fails if a scheme is to be evaluated whose evaluation is stored, unless a silo asks beside which there was another: it cannot know.</summary>
    public async Task CheckNewAsync(Lifetime life, string supernet, string[] schemes)
    {
        if (overlapping.Contains(life))
        {
            return;
        }

        await foreach (var stored in EvaluationLog.Of(new DirectStorage(Disk), GrainId.Create("supernet", supernet)).ReadAsync())
        {
            if (schemes.Contains(stored.Scheme))
            {
                throw new SimulationException($"[{life.Name}] {stored.Scheme} is evaluated again on supernet {supernet}, though its evaluation is stored.");
            }
        }
    }

    private sealed class DirectStorage(Disk disk) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            disk.Read(stateName, grainId, grainState);
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
    }
}

/// <summary>The product's grains on the stand-in, with everything around them simulated.</summary>
internal sealed class SimulatedSilo
{
    private readonly IHost host;

    public SimulatedSilo(World world, Lifetime life, int slots)
    {
        Life = life;
        Time = new SimulatedTime(world.Loop, life);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(Time);
        builder.Services.AddSingleton<TaskScheduler>(new LifetimeScheduler(world.Loop, life));
        builder.Services.AddSingleton<IDeviceSlots>(new SimulatedDevices(world, life, Time, slots));
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering()
            .AddIncomingGrainCallFilter(new LossyCalls(world, life, Time))
            .AddLth4Sa(new Lth4SaOptions { Folder = "simulated", SiloName = life.Name }));
        var storage = new ResilientGrainStorage(new SimulatedStorage(world, life, Time), Time, world.Dice.Uniform);
        builder.Services.AddKeyedSingleton<IGrainStorage>(Lth4SaOptions.StorageName, storage);
        host = builder.Build();
        Grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    public Lifetime Life { get; }

    public TimeProvider Time { get; }

    public IGrainFactory Grains { get; }

    /// <summary>Set when the silo is gone, or cut off.</summary>
    public TaskCompletionSource Lost { get; } = new();

    public async Task StartAsync()
    {
        foreach (var service in host.Services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }
}
