using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Simulation.Scheduling;
using Lth4Sa.Simulation.Silos;
using Lth4Sa.Simulation.Surroundings;
using Lth4Sa.Specs;

namespace Lth4Sa.Simulation;

/// <summary>A sweep of a few runs, worked off while things go wrong; afterwards all must be as if nothing had.</summary>
internal sealed class Scenario : IDisposable
{
    /// <summary>The name of the sweep.</summary>
    public const string Sweep = "sweep";

    private const long MaxTurns = 1_000_000;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromMinutes(10);

    private static readonly RunSpec Base = new()
    {
        Backbone = "resnet20", Steps = 10, CommitEvery = 3, PpoFrom = 2, Forwards = 1, Candidates = 0, Threads = 1, SupernetSeed = 1, Seed = 1,
    };

    /// <summary>What the runs of a seed are chosen from.</summary>
    public static IReadOnlyList<SweepRun> Menu { get; } =
    [
        .. new[]
        {
            Base,
            Base with { Strategy = "ga", Population = 4, Candidates = 2, Seed = 2 },
            Base with { Strategy = "random", SupernetSeed = 2, Seed = 3 },
            Base with { Strategy = "enas", SupernetSeed = 2, Seed = 4, CommitEvery = 1 },
            Base with { Budget = 9, Steps = 40, Seed = 5, Candidates = 1 },
            Base with { Strategy = "hsp", SupernetSeed = 3, Seed = 6 },
            Base with { Strategy = "random", Recalibrate = 100, Seed = 7 },
            Base with { Strategy = "random", LearningRate = SimulatedEvaluator.DivergesFrom, Candidates = 1, Seed = 8 },
        }.Select(spec => new SweepRun($"{spec.Strategy} {spec.Seed}", spec, [])),
    ];

    private readonly Dice dice;
    private readonly World world;
    private readonly SimulationLoop loop;
    private readonly SweepRun[] runs;
    private SimulatedSilo? silo;
    private TaskCompletionSource lost = new();
    private SimulatedSilo? cutOff;
    private long cutOffUntil;

    public Scenario(ulong seed, FaultKinds allowed, bool everyRun)
    {
        dice = new Dice(seed);
        loop = new SimulationLoop(dice, MaxTurns);
        world = new World(loop, dice, new Faults(dice, allowed), DeviceCosts.Default, 1 + dice.Below(3));
        runs = everyRun ? [.. Menu] : [.. Menu.Where(_ => dice.Chance(0.6)).DefaultIfEmpty(Menu[0])];
        loop.BeforeTurn = Strike;
    }

    public World World => world;

    public Trace Trace => loop.Trace;

    public long Turns => loop.Turns;

    /// <summary>Of each run, by its id.</summary>
    public Dictionary<string, RunResult> Results { get; } = [];

    /// <param name="undisturbed">What the results must be; null takes them as they are.</param>
    /// <exception cref="SimulationException">Something is not as it should be.</exception>
    public void Run(IReadOnlyDictionary<string, RunResult>? undisturbed) => loop.Run(async () =>
    {
        while (true)
        {
            var current = world.StartSilo();
            (silo, lost) = (current, new TaskCompletionSource());
            var work = current.RunAsync(() => WorkAsync(current));
            if (await Task.WhenAny(work, lost.Task) == work)
            {
                await work;
                break;
            }
        }

        // What comes after this is a look at what is there.
        loop.BeforeTurn = null;
        cutOff?.Life.End();
        foreach (var (id, result) in Results)
        {
            if (undisturbed is not null)
            {
                SweepChecks.Compare(undisturbed[id], result);
            }
        }
    });

    public void Dispose()
    {
        world.Dispose();
        loop.Trace.Dispose();
    }

    private void Strike()
    {
        if (cutOff is not null && loop.Turns >= cutOffUntil)
        {
            world.Write(cutOff.Life, "is gone at last");
            cutOff.Life.End();
            cutOff = null;
        }

        if (silo is null || lost.Task.IsCompleted)
        {
            return;
        }

        if (world.Faults.Happens(FaultKinds.Crash))
        {
            world.Write(silo.Life, "fault: crashes");
            silo.Life.End();
            lost.SetResult();
        }
        else if (cutOff is null && world.Faults.Happens(FaultKinds.Partition))
        {
            world.Write(silo.Life, "fault: is cut off, and goes on");
            (cutOff, cutOffUntil) = (silo, loop.Turns + dice.Below(5000));
            lost.SetResult();
        }
    }

    private async Task WorkAsync(SimulatedSilo on)
    {
        await on.StartAsync();
        var sweep = on.Grains.GetGrain<ISweepGrain>(Sweep);
        List<Task> rivals = [RivalAsync(on)];
        await on.UntilDoneAsync(() => sweep.Start(runs, new SweepOptions(1, 1 + runs.Length / 2, 5)));
        while ((await on.UntilAnsweredAsync(sweep.GetStatus)).State != SweepState.Ended)
        {
            await Task.Delay(Poll, on.Time);
            rivals.Add(RivalAsync(on));
            if (world.Faults.Happens(FaultKinds.Full))
            {
                world.Write(on.Life, "fault: the disk is full");
                world.Fill(dice.Time(Patience));
            }

            if (world.Faults.Happens(FaultKinds.Operator))
            {
                world.Write(on.Life, "pause and resume");
                await on.UntilDoneAsync(sweep.Pause);
                await Task.Delay(dice.Time(Patience), on.Time);
                await on.UntilDoneAsync(sweep.Resume);
            }
        }

        await Task.WhenAll(rivals);
        await SweepChecks.RunAsync(on, world, runs, Results);
    }

    private async Task RivalAsync(SimulatedSilo on)
    {
        if (world.Faults.Happens(FaultKinds.Rival))
        {
            var spec = runs[dice.Below(runs.Length)].Spec;
            world.Write(on.Life, $"fault: somebody else starts run {spec.RunId()}");
            await on.UntilDoneAsync(() => on.Grains.GetGrain<ISearchRunGrain>(spec.RunId()).Start(spec));
        }
    }
}
