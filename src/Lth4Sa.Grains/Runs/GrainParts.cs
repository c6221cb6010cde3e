using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Grains.Runs;

/// <summary>The parts of one search as grains, called under one fence.</summary>
internal sealed class GrainParts(IGrainFactory grains, string run, IEvaluationsGrain evaluations, long fence) : ISearchParts
{
    private const int MostAttempts = 4;

    private readonly IControllerGrain controller = grains.GetGrain<IControllerGrain>(run);
    private readonly ICuriosityGrain curiosity = grains.GetGrain<ICuriosityGrain>(run);
    private readonly IReplayBufferGrain replay = grains.GetGrain<IReplayBufferGrain>(run);

    public async Task RecoverAsync(StrategySetup setup, long step)
    {
        await controller.Recover(fence, step, setup);
        await (setup.Kind.Curious ? curiosity.Recover(fence, step, setup) : Task.CompletedTask);
        await (setup.Kind.Replays ? replay.Recover(fence, step, setup) : Task.CompletedTask);
    }

    /// <summary>Stores in the parts what another search has learnt, as their state after <paramref name="step"/>.</summary>
    public async Task SeedAsync(LocalSearch learnt, StrategyKind kind, long step)
    {
        var state = learnt.Save();
        await controller.Seed(fence, step, state.Strategy);
        await (kind.Curious ? curiosity.Seed(fence, step, state.Curiosity) : Task.CompletedTask);
        await (kind.Replays ? replay.Seed(fence, step, state.Replay) : Task.CompletedTask);
    }

    public Task SnapshotAsync(StrategyKind kind, long step) => Task.WhenAll(
        controller.Snapshot(fence, step),
        kind.Curious ? curiosity.Snapshot(fence, step) : Task.CompletedTask,
        kind.Replays ? replay.Snapshot(fence, step) : Task.CompletedTask);

    // What the last step's learning answered; null before the first.
    private Proposal? next;

    public async ValueTask<Proposal> ProposeAsync(long step)
    {
        var proposal = next ?? await AgainAsync(() => controller.Propose(fence, step));
        next = null;
        return proposal;
    }

    public async ValueTask<Evaluation[]> EvaluateAsync(IReadOnlyList<Scheme> schemes) =>
        await AgainAsync(() => evaluations.Evaluate([.. schemes]));

    public async ValueTask<double[]> ObserveAsync(long step, IReadOnlyList<Scheme> schemes) =>
        await AgainAsync(() => curiosity.Observe(fence, step, [.. schemes]));

    public async ValueTask<Replayed?> ExchangeAsync(long step, Experience[] entries) =>
        await AgainAsync(() => replay.Exchange(fence, step, entries));

    public async ValueTask LearnAsync(long step, Experience[] entries, Experience[] replayed) =>
        next = await AgainAsync(() => controller.Learn(fence, step, entries, replayed));

    // A call whose answer was lost may or may not have been done; each of these answers the same when it is asked again.
    private static async Task<T> AgainAsync<T>(Func<Task<T>> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TimeoutException) when (attempt < MostAttempts)
            {
                Lth4SaMetrics.CallsRepeated.Add(1);
            }
        }
    }
}
