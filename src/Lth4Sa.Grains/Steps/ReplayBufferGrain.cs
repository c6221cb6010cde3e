using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Search.Replay;

namespace Lth4Sa.Grains.Steps;

/// <summary>The buffer's entries, oldest first.</summary>
public sealed record ReplayState(ExperienceMessage[] Entries);

/// <inheritdoc cref="IReplayBufferGrain"/>
public sealed class ReplayBufferGrain(
    [PersistentState("replay", Lth4SaOptions.StorageName)] IPersistentState<StepSnapshots<ReplayState>> stored)
    : StepGrain<ReplayState>(stored), IReplayBufferGrain
{
    private ReplayBuffer buffer = null!;

    public Task<ExperienceMessage?> Exchange(long fence, long step, ExperienceMessage[] entries) => Task.FromResult(Apply(fence, step, () =>
    {
        var (replayed, next) = buffer.Exchange(
            [.. State.Entries.Select(e => e.ToExperience())], step, [.. entries.Select(e => e.ToExperience())]);
        State = new ReplayState([.. next.Select(e => e.ToMessage())]);
        return new Reply(replayed?.ToMessage());
    }).Replayed);

    private protected override ReplayState Begin(StepSetup setup)
    {
        buffer = new ReplayBuffer(setup.Spec.ToSearchOptions().Replay, setup.Spec.RandomSeed());
        return new ReplayState([]);
    }

    // Nothing to replay is an answer too, and is given again like any other.
    private sealed record Reply(ExperienceMessage? Replayed);
}
