using System.Globalization;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Steps;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Runs;

/// <summary>A run that branches off another one: it begins with that one's first steps, and goes on by its own options.</summary>
public sealed partial class SearchRunGrain
{
    // What the other one had learnt is learnt again from its stored steps, which takes no device. Nothing counts before
    // this run's own record says so.
    private async Task ForkAsync()
    {
        var (at, stored) = (Spec.ForkAt!.Value, await ReadAsync(Spec.ForkOf!));
        var origin = stored?.Search.Step >= at ? stored : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"at: {at} is not allowed; expected at most {stored?.Search.Step ?? 0}, the steps that run {Spec.ForkOf} has."));
        var (steps, accuracies) = (new List<LoggedStep>(), new Dictionary<Scheme, double>());
        await foreach (var logged in StepLog.Of(storage, GrainFactory.GetGrain<ISearchRunGrain>(Spec.ForkOf!).GetGrainId()).ReadAsync(at))
        {
            steps.Add(logged);
            Array.ForEach([.. logged.Step.Schemes.Zip(logged.Step.Accuracies)], e => accuracies[e.First] = e.Second);
        }

        (State.Data, State.Table, State.Guidance) = (origin.Data, origin.Table, origin.Guidance);
        LocalSearch? search = null;
        foreach (var (spec, until) in await LineageAsync(origin.Spec!, at))
        {
            var setup = new StepSetup(spec, BlocksPerStage, origin.Guidance?.Rows).ToStrategySetup();
            var next = new LocalSearch(spec.ToStrategy(), setup, spec.Budget, scheme => accuracies[scheme]);
            if (search is not null)
            {
                next.GoOn(search, steps.Take((int)search.Session.Step).Select(s => s.Step));
            }

            _ = next.Run().Take((int)(until - next.Session.Step)).Count();
            search = next;
        }

        if (search!.Session.Chain != steps[^1].Chain)
        {
            throw new InvalidDataException($"The stored steps of run {Spec.ForkOf} are damaged: they lead to the chain {search.Session.Chain[..16]}, {steps[^1].Chain[..16]} is stored.");
        }

        var (strategy, curiosity, replay) = search.Save();
        await WriteAsync(GrainFactory.GetGrain<IControllerGrain>(Id).GetGrainId(), strategy);
        await WriteAsync(GrainFactory.GetGrain<ICuriosityGrain>(Id).GetGrainId(), curiosity);
        await WriteAsync(GrainFactory.GetGrain<IReplayBufferGrain>(Id).GetGrainId(), replay);
        var log = StepLog.Of(storage, this.GetGrainId());
        await log.ResumeAsync(0, State.Fence);
        await log.AppendAsync(steps);
        // What it has in common was paid for by the other one.
        State.Search = new CommittedSearch(at, search.Session.Chain, new Ledger(search.Session.Requested, search.Session.Known.Count, 0, 0), false);
        await EnterAsync(RunPhase.Search);

        async Task WriteAsync(GrainId grain, byte[] snapshot)
        {
            var snapshots = new StepSnapshots(storage, grain);
            await snapshots.LoadAsync(at);
            await snapshots.WriteAsync(at, snapshot);
        }
    }

    // The specs by which the first steps were taken, each with its last one: where a fork was forked there are several.
    private async Task<List<(RunSpec Spec, long Until)>> LineageAsync(RunSpec spec, long until)
    {
        var lineage = new List<(RunSpec Spec, long Until)> { (spec, until) };
        while (spec.ForkOf is { } before)
        {
            until = Math.Min(until, spec.ForkAt!.Value);
            spec = (await ReadAsync(before))?.Spec ?? throw new ArgumentException($"run: {Spec.ForkOf} is not allowed; expected a search whose origins are there, run {before} is not.");
            lineage.Insert(0, (spec, until));
        }

        return lineage;
    }

    private async Task<RunState?> ReadAsync(string run)
    {
        var stored = new GrainState<RunState>(new RunState());
        await storage.ReadStateAsync(StateName, GrainFactory.GetGrain<ISearchRunGrain>(run).GetGrainId(), stored);
        return stored.State?.Spec is null ? null : stored.State;
    }
}
