using System.Globalization;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Runs;

/// <summary>A fork begins with the first steps of another run and goes on with its own options.</summary>
public sealed partial class SearchRunGrain
{
    // The state that the origin had learnt is learnt again from its stored steps, which takes no device. Nothing counts before
    // the stored state of this run says so.
    private async Task ForkAsync()
    {
        await RaiseFenceAsync();
        var (at, stored) = (Spec.ForkAt!.Value, await ReadAsync(Spec.ForkOf!));
        var origin = stored?.Search.Step >= at ? stored : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"at: {at} is not allowed; expected at most {stored?.Search.Step ?? 0}, the steps that run {Spec.ForkOf} has."));
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
            var setup = spec.ToStrategySetup(BlocksPerStage, origin.Guidance);
            var next = new LocalSearch(setup, spec.Budget, scheme => accuracies[scheme]);
            if (search is not null)
            {
                next.GoOn(search, steps.Take((int)search.Session.Step).Select(s => s.Step));
            }

            _ = next.Run().Take((int)(until - next.Session.Step)).Count();
            search = next;
        }

        if (search!.Session.Chain != steps[^1].Chain)
        {
            throw new InvalidDataException(
                $"The stored steps of run {Spec.ForkOf} are damaged: "
                + $"they lead to the chain {search.Session.Chain[..16]}, {steps[^1].Chain[..16]} is stored.");
        }

        await new GrainParts(GrainFactory, Id, Evaluations, State.Fence).SeedAsync(search, Spec.ToStrategy(), at);
        var log = StepLog.Of(storage, this.GetGrainId());
        await log.ResumeAsync(0, State.Fence);
        await log.AppendAsync(steps);
        // The ledger of the origin has the cost of the shared steps.
        var ledger = new Ledger(search.Session.Requested, search.Session.Known.Count, 0, 0);
        State.Search = new CommittedSearch(at, search.Session.Chain, ledger, false);
        await EnterAsync(RunPhase.Search);
    }

    // The specs of the first steps, each with the last step that it decided: a fork of a fork has several.
    private async Task<List<(RunSpec Spec, long Until)>> LineageAsync(RunSpec spec, long until)
    {
        var lineage = new List<(RunSpec Spec, long Until)> { (spec, until) };
        while (spec.ForkOf is { } before)
        {
            until = Math.Min(until, spec.ForkAt!.Value);
            spec = (await ReadAsync(before))?.Spec ?? throw new ArgumentException(
                $"run: {Spec.ForkOf} is not allowed; expected a search whose origins exist, but run {before} does not.");
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
