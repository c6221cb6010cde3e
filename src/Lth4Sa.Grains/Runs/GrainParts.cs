using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Steps;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Grains.Runs;

/// <summary>The parts of one search as grains, called under one fence.</summary>
internal sealed class GrainParts(IGrainFactory grains, string run, IEvaluationsGrain evaluations, long fence) : ISearchParts
{
    private const int MostAttempts = 4;

    private readonly IControllerGrain controller = grains.GetGrain<IControllerGrain>(run);
    private readonly ICuriosityGrain curiosity = grains.GetGrain<ICuriosityGrain>(run);
    private readonly IReplayBufferGrain replay = grains.GetGrain<IReplayBufferGrain>(run);

    public async Task RecoverAsync(StrategyKind kind, long step, StepSetup setup)
    {
        await controller.Recover(fence, step, setup);
        await (kind.Curious ? curiosity.Recover(fence, step, setup) : Task.CompletedTask);
        await (kind.Replays ? replay.Recover(fence, step, setup) : Task.CompletedTask);
    }

    public Task SnapshotAsync(StrategyKind kind, long step) => Task.WhenAll(
        controller.Snapshot(fence, step),
        kind.Curious ? curiosity.Snapshot(fence, step) : Task.CompletedTask,
        kind.Replays ? replay.Snapshot(fence, step) : Task.CompletedTask);

    /// <summary>Steps since the last replayed entry was added; null before the first.</summary>
    public int? ReplayAge { get; private set; }

    /// <summary>Share of the probability ratios that the last replay clipped; null when nothing was replayed.</summary>
    public double? Clipped => next?.Clipped;

    // What the last step's learning answered; null before the first.
    private ProposalMessage? next;

    public async ValueTask<Proposal> ProposeAsync(long step)
    {
        var proposal = next ?? await AgainAsync(() => controller.Propose(fence, step));
        next = null;
        return new Proposal(Array.ConvertAll(proposal.Schemes, Scheme.Parse), proposal.Probabilities, proposal.PBar);
    }

    public async ValueTask<Measured[]> EvaluateAsync(IReadOnlyList<Scheme> schemes) =>
        Array.ConvertAll(await AgainAsync(() => evaluations.Evaluate(Names(schemes))), e => new Measured(e.Accuracy, e.Images, e.Seconds));

    public async ValueTask<double[]> ObserveAsync(long step, IReadOnlyList<Scheme> schemes) => await AgainAsync(() => curiosity.Observe(fence, step, Names(schemes)));

    public async ValueTask<Experience?> ExchangeAsync(long step, Experience[] entries) =>
        (await AgainAsync(() => replay.Exchange(fence, step, Messages(entries)))) is { } replayed ? Note(replayed).Entry.ToExperience() : null;

    public async ValueTask LearnAsync(long step, Experience[] entries, Experience? replayed) =>
        next = await AgainAsync(() => controller.Learn(fence, step, Messages(entries), replayed?.ToMessage()));

    private ReplayMessage Note(ReplayMessage replayed)
    {
        ReplayAge = replayed.Age;
        return replayed;
    }

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

    private static string[] Names(IReadOnlyList<Scheme> schemes) => [.. schemes.Select(s => s.ToString())];

    private static ExperienceMessage[] Messages(Experience[] entries) => Array.ConvertAll(entries, e => e.ToMessage());
}
