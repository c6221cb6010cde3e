using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;
using Lth4Sa.Specs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Lth4Sa.Grains.Steps;

/// <inheritdoc cref="IReplayBufferGrain"/>
public sealed class ReplayBufferGrain(
    [PersistentState("fence", Lth4SaOptions.StorageName)] IPersistentState<StepFence> highest,
    [FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage)
    : StepGrain<ReplayBuffer>(highest, storage), IReplayBufferGrain
{
    public Task<Replayed?> Exchange(long fence, long step, Experience[] entries) =>
        Task.FromResult(Apply(fence, step, () => new Reply(Part.Exchange(step, entries))).Replayed);

    private protected override ReplayBuffer Begin(StepSetup setup) => new(setup.Spec.ToSearchOptions().Replay, setup.Spec.RandomSeed());

    // Nothing to replay is an answer too, and is given again like any other.
    private sealed record Reply(Replayed? Replayed);
}
