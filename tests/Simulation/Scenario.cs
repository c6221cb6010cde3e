using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Simulation.Scheduling;
using Lth4Sa.Simulation.Silos;
using Lth4Sa.Simulation.Surroundings;

namespace Lth4Sa.Simulation;

/// <summary>A sweep of a few runs, worked off while things go wrong; afterwards all must be as if nothing had.</summary>
internal sealed class Scenario : IDisposable
{
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
            Compare(undisturbed?[id], result);
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
        var sweep = on.Grains.GetGrain<ISweepGrain>("sweep");
        await AgainAsync(on, async () =>
        {
            await sweep.Start(runs, new SweepOptions(1, 1 + runs.Length / 2, 5));
            return true;
        });
        while ((await AgainAsync(on, sweep.GetStatus)).State != SweepState.Ended)
        {
            await Task.Delay(Poll, on.Time);
            if (world.Faults.Happens(FaultKinds.Full))
            {
                world.Write(on.Life, "fault: the disk is full");
                world.Fill(dice.Time(Patience));
            }

            if (world.Faults.Happens(FaultKinds.Operator))
            {
                world.Write(on.Life, "pause and resume");
                await AgainAsync(on, () => Done(sweep.Pause()));
                await Task.Delay(dice.Time(Patience), on.Time);
                await AgainAsync(on, () => Done(sweep.Resume()));
            }
        }

        await CheckAsync(on, sweep);
    }

    private async Task CheckAsync(SimulatedSilo on, ISweepGrain sweep)
    {
        foreach (var status in await AgainAsync(on, () => sweep.GetRuns(0, int.MaxValue)))
        {
            Require(status.State == SweepRunState.Done, $"{status.Run.Name} is {status.State}: {status.Error}");
            var result = await AgainAsync(on, () => on.Grains.GetGrain<ISearchRunGrain>(status.RunId).GetResult());
            Require(result is not null && result.Chain == status.Outcome!.Chain, $"{status.Run.Name} has no result, or another one than its sweep says.");
            var steps = await AgainAsync(on, () => on.Grains.GetGrain<ISearchRunGrain>(status.RunId).GetSteps(0));
            Require(steps.Select(s => s.Step).SequenceEqual(Enumerable.Range(1, (int)result!.Steps).Select(s => (long)s)), $"{status.Run.Name} has lost steps.");
            Results[status.RunId] = result;
        }

        Require(Results.Count == runs.Length, $"{runs.Length} runs were started, and {Results.Count} are there.");
        foreach (var id in Results.Values.Select(r => r.Supernet!).Distinct())
        {
            var evaluations = await AgainAsync(on, () => on.Grains.GetGrain<ISupernetGrain>(id).GetEvaluations());
            Require(evaluations.DistinctBy(e => e.Scheme).Count() == evaluations.Length, $"Supernet {id} has an evaluation twice.");
            var seed = runs.First(r => Results[r.Spec.RunId()].Supernet == id).Spec.SupernetSeed!.Value;
            var landscape = SyntheticLandscape.Registry.Get("pairwise")(evaluations[0].Scheme.Length, unchecked((ulong)seed));
            Require(evaluations.All(e => e.Accuracy == 100.0 * SimulatedEvaluator.Correct(landscape, e.Scheme) / e.Images), $"Supernet {id} has a wrong evaluation.");
        }

        var pool = on.Grains.GetGrain<IDevicePoolGrain>(0);
        var given = loop.Now;
        while (await AgainAsync(on, pool.GetStatus) is { Held: > 0 } or { Wanted: > 0 })
        {
            Require(loop.Now - given < Patience, "A slot is still held, or waited for, though nothing runs.");
            await Task.Delay(Poll, on.Time);
        }
    }

    private static void Compare(RunResult? expected, RunResult actual)
    {
        if (expected is null)
        {
            return;
        }

        Require(expected.Chain == actual.Chain, $"Run {actual.Run} ({actual.Strategy}) ends with the chain {actual.Chain[..16]}, undisturbed with {expected.Chain[..16]}.");
        Require(expected.Ledger == actual.Ledger, $"Run {actual.Run} ({actual.Strategy}) spent {actual.Ledger}, undisturbed {expected.Ledger}.");
        Require(expected.Steps == actual.Steps && expected.Best == actual.Best && expected.Candidates.SequenceEqual(actual.Candidates) && expected.Networks.SequenceEqual(actual.Networks),
            $"Run {actual.Run} ({actual.Strategy}) has other results than undisturbed.");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new SimulationException(otherwise);
        }
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    // Whoever uses the product tries again too.
    private static async Task<T> AgainAsync<T>(SimulatedSilo on, Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (exception is not SimulationException)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), on.Time);
            }
        }
    }
}
