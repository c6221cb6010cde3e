using System.Globalization;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Steps;
using Lth4Sa.Search.Running;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Grains.Runs;

/// <summary>A run that branches off another one: it begins with that one's first steps, and goes on by its own options.</summary>
public sealed partial class SearchRunGrain
{
    // What the other one had learnt is learnt again from its stored steps, which takes no device. Nothing counts before
    // this run's own record says so.
    private async Task ForkAsync()
    {
        var (at, origin) = (Spec.ForkAt!.Value, GrainFactory.GetGrain<ISearchRunGrain>(Spec.ForkOf!).GetGrainId());
        var parent = new GrainState<RunState>(new RunState());
        await storage.ReadStateAsync(StateName, origin, parent);
        var stored = parent.State is { Spec: not null } state && state.Search.Step >= at ? state : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"at: {at} is not allowed; expected at most {parent.State?.Search.Step ?? 0}, the steps that run {Spec.ForkOf} has."));
        var (steps, accuracies) = (new List<LoggedStep>(), new Dictionary<Scheme, double>());
        await foreach (var logged in StepLog.Of(storage, origin).ReadAsync(at))
        {
            steps.Add(logged);
            Array.ForEach([.. logged.Step.Schemes.Zip(logged.Step.Accuracies)], e => accuracies[e.First] = e.Second);
        }

        var origins = stored.Spec!;
        (State.Data, State.Table, State.Guidance) = (stored.Data, stored.Table, stored.Guidance);
        var setup = new StepSetup(origins, BlocksPerStage, stored.Guidance?.Rows).ToStrategySetup();
        var search = new LocalSearch(origins.ToStrategy(), setup, origins.Budget, scheme => accuracies[scheme]);
        _ = search.Run().Take((int)at).Count();
        if (search.Session.Chain != steps[^1].Chain)
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
}
