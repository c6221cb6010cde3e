using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Simulation.Scheduling;
using Lth4Sa.Simulation.Silos;
using Lth4Sa.Simulation.Surroundings;
using Lth4Sa.Specs;

namespace Lth4Sa.Simulation;

/// <summary>What must hold once a sweep has ended, whatever went wrong on the way.</summary>
internal static class SweepChecks
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromMinutes(10);

    /// <param name="results">Gets the result of each run, by its id.</param>
    /// <exception cref="SimulationException">Something does not hold.</exception>
    public static async Task RunAsync(SimulatedSilo silo, World world, SweepRun[] runs, Dictionary<string, RunResult> results)
    {
        foreach (var status in await silo.UntilAnsweredAsync(() => silo.Grains.GetGrain<ISweepGrain>(Scenario.Sweep).GetRuns(0, int.MaxValue)))
        {
            if (Diverges(status.Run.Spec))
            {
                Require(
                    status is { State: SweepRunState.Parked, Failures: 1, Error: SimulatedEvaluator.Divergence },
                    $"{status.Run.Name}, which diverges, is {status.State} after {status.Failures} failures: {status.Error}");
                continue;
            }

            results[status.RunId] = await RunAsync(silo, status);
        }

        runs = [.. runs.Where(run => !Diverges(run.Spec))];
        Require(results.Count == runs.Length, $"{runs.Length} runs were started, and {results.Count} are there.");
        foreach (var id in results.Values.Select(r => r.Supernet!).Distinct())
        {
            await SupernetAsync(silo, id, runs.First(r => results[r.Spec.RunId()].Supernet == id).Spec.SupernetSeed!.Value);
        }

        Networks(world, runs, results);
        await SlotsAsync(silo, world.Loop);
        Require(
            world.Faults.Counts.Count > 0 || world.Diverged.All(id => world.Trainings[id] == 1),
            "A training that diverges was tried again, though nothing went wrong.");
    }

    /// <exception cref="SimulationException">The results differ.</exception>
    public static void Compare(RunResult expected, RunResult actual)
    {
        Require(expected.Chain == actual.Chain, $"Run {actual.Run} ({actual.Strategy}) ends with the chain {actual.Chain[..16]}, undisturbed with {expected.Chain[..16]}.");
        Require(expected.Ledger == actual.Ledger, $"Run {actual.Run} ({actual.Strategy}) spent {actual.Ledger}, undisturbed {expected.Ledger}.");
        Require(
            expected.Steps == actual.Steps && expected.Best == actual.Best && expected.Candidates.SequenceEqual(actual.Candidates) && expected.Networks.SequenceEqual(actual.Networks),
            $"Run {actual.Run} ({actual.Strategy}) has other results than undisturbed.");
    }

    private static bool Diverges(RunSpec spec) => spec.LearningRate >= SimulatedEvaluator.DivergesFrom;

    private static async Task<RunResult> RunAsync(SimulatedSilo silo, SweepRunStatus status)
    {
        Require(status.State == SweepRunState.Done, $"{status.Run.Name} is {status.State}: {status.Error}");
        var run = silo.Grains.GetGrain<ISearchRunGrain>(status.RunId);
        var result = await silo.UntilAnsweredAsync(run.GetResult);
        Require(result is not null && result.Chain == status.Outcome!.Chain, $"{status.Run.Name} has no result, or another one than its sweep says.");
        var steps = await silo.UntilAnsweredAsync(() => run.GetSteps(0));
        Require(steps.Select(s => s.Step).SequenceEqual(Enumerable.Range(1, (int)result!.Steps).Select(s => (long)s)), $"{status.Run.Name} has lost steps.");
        return result;
    }

    private static async Task SupernetAsync(SimulatedSilo silo, string id, long seed)
    {
        var evaluations = await silo.UntilAnsweredAsync(() => silo.Grains.GetGrain<ISupernetGrain>(id).GetEvaluations());
        Require(evaluations.DistinctBy(e => e.Scheme).Count() == evaluations.Length, $"Supernet {id} has an evaluation twice.");
        var landscape = SyntheticLandscape.Registry.Get("pairwise")(evaluations[0].Scheme.Blocks, unchecked((ulong)seed));
        Require(evaluations.All(e => e.Accuracy == 100.0 * SimulatedEvaluator.Correct(landscape, e.Scheme) / SimulatedEvaluator.Validation), $"Supernet {id} has a wrong evaluation.");
    }

    // Runs with equal recipe, seed and data have the original and the full network in common, and maybe some of the best.
    private static void Networks(World world, SweepRun[] runs, Dictionary<string, RunResult> results)
    {
        var asked = runs.Select(r => r.Spec).SelectMany(spec => results[spec.RunId()].Networks.Select(
            network => (Id: spec.ToNetwork(SimulatedEvaluator.DataHash, network.Scheme).NetworkId(), network))).ToLookup(n => n.Id, n => n.network);
        var trained = world.Trainings.Keys.Except(world.Diverged).Count();
        Require(asked.Count == trained, $"The runs have {asked.Count} networks, and {trained} were trained.");
        foreach (var network in asked)
        {
            var stored = world.FindNetwork(network.Key).Result;
            Require(
                network.All(n => stored is not null && (n.Parameters, n.Accuracy) == (stored.Parameters, stored.Accuracy)),
                $"Network {network.Key} has no result, or a run has another one.");
            Require(
                world.Faults.Counts.Count > 0 || world.Trainings[network.Key] == 1,
                $"Network {network.Key} was trained {world.Trainings[network.Key]} times, though nothing went wrong.");
        }
    }

    private static async Task SlotsAsync(SimulatedSilo silo, SimulationLoop loop)
    {
        var (pool, since) = (silo.Grains.GetGrain<IDevicePoolGrain>(0), loop.Now);
        while (await silo.UntilAnsweredAsync(pool.GetStatus) is { Held: > 0 } or { Wanted: > 0 })
        {
            Require(loop.Now - since < Patience, "A slot is still held, or waited for, though nothing runs.");
            await Task.Delay(Poll, silo.Time);
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new SimulationException(otherwise);
        }
    }
}
