using Lth4Sa.Grains;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Networks;
using Lth4Sa.Grains.Options;
using Lth4Sa.Grains.Supernets;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Simulation.Scheduling;
using Lth4Sa.Simulation.Silos;
using Lth4Sa.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>What all silos of a simulation have in common.</summary>
/// <param name="slots">Of each silo.</param>
/// <param name="responseTimeout">Of calls whose method sets none, and twice the time between the heartbeats of streams; null is Orleans' default.</param>
internal sealed class World(SimulationLoop loop, Dice dice, Faults faults, DeviceCosts costs, int slots, TimeSpan? responseTimeout = null) : IDisposable
{
    private readonly List<SimulatedSilo> silos = [];
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

    /// <summary>How often devices began to train each network from scratch, by its id.</summary>
    public Dictionary<string, int> Trainings { get; } = [];

    /// <summary>The networks whose training diverged, by their ids.</summary>
    public HashSet<string> Diverged { get; } = [];

    public bool IsFull => loop.Now < fullUntil;

    public void Fill(TimeSpan time) => fullUntil = loop.Now + time;

    public void Write(Lifetime life, string what) => loop.Write($"[{life.Name}] {what}");

    /// <summary>A silo with the product's grains, with everything around them simulated.</summary>
    public SimulatedSilo StartSilo()
    {
        var life = new Lifetime($"silo{silos.Count + 1}");
        Write(life, "starts");
        var silo = new SimulatedSilo(loop, life, builder => Configure(builder, life));
        silos.Add(silo);
        var alive = silos.Select(s => s.Life).Where(l => !l.IsDead).ToArray();
        if (alive.Length > 1)
        {
            overlapping.UnionWith(alive);
        }

        return silo;
    }

    /// <summary>Fails if a scheme is to be evaluated whose evaluation is stored, unless a silo asks beside which there was another: it cannot know.</summary>
    public async Task CheckNewAsync(Lifetime life, string supernet, Scheme[] schemes)
    {
        if (overlapping.Contains(life))
        {
            return;
        }

        await foreach (var stored in EvaluationLog.Of(new DirectStorage(Disk), GrainId.Create("supernet", supernet)).ReadAsync())
        {
            if (schemes.Contains(stored.Scheme))
            {
                throw loop.Break($"[{life.Name}] {stored.Scheme} is evaluated again on supernet {supernet}, though its evaluation is stored.");
            }
        }
    }

    /// <summary>What is stored of a network that is trained from scratch.</summary>
    public NetworkState FindNetwork(string id) => Find<NetworkState>("network", id);

    /// <summary>Fails if a network is to be trained whose result is stored, unless a silo asks beside which there was another: it cannot know.</summary>
    public void BeginNetwork(Lifetime life, string id)
    {
        Trainings[id] = Trainings.GetValueOrDefault(id) + 1;
        CheckUntrained(life, $"Network {id}", FindNetwork(id).Result is not null);
    }

    /// <summary>Fails if a supernet is to be trained that is on record as trained, with the same exception.</summary>
    public void BeginSupernet(Lifetime life, string id) => CheckUntrained(life, $"Supernet {id}", Find<SupernetState>("supernet", id).Trained);

    private void CheckUntrained(Lifetime life, string what, bool trained)
    {
        if (trained && !overlapping.Contains(life))
        {
            throw loop.Break($"[{life.Name}] {what} is trained again, though that it is trained is stored.");
        }
    }

    // The name of the state is that of the kind of grain.
    private T Find<T>(string kind, string id)
        where T : new()
    {
        var state = new GrainState<T>(new T());
        Disk.Fill(state, Disk.Find(kind, GrainId.Create(kind, id)));
        return state.State!;
    }

    public void Dispose()
    {
        foreach (var silo in silos)
        {
            silo.Life.End();
            silo.Dispose();
        }
    }

    private void Configure(ISiloBuilder builder, Lifetime life)
    {
        var time = new SimulatedTime(loop, life);
        builder.Services.AddSingleton<IDeviceSlots>(new SimulatedDevices(this, life, time, slots));
        if (faults.MayHappen(FaultKinds.Lost) || faults.MayHappen(FaultKinds.Delay))
        {
            builder.AddIncomingGrainCallFilter(new LossyCalls(this, life, time));
        }

        if (responseTimeout is { } timeout)
        {
            builder.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = timeout);
        }

        builder.AddLth4Sa(new Lth4SaOptions { Folder = "simulated", SiloName = life.Name, Metered = false });
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            Lth4SaOptions.StorageName, (_, _) => new ResilientGrainStorage(new SimulatedStorage(this, life, time), time, dice.Uniform));
    }
}
