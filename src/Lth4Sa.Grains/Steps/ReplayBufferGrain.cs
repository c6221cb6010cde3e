using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Lth4Sa.Grains.Steps;

/// <inheritdoc cref="IReplayBufferGrain"/>
public sealed class ReplayBufferGrain(
    [PersistentState("fence", Lth4SaOptions.StorageName)] IPersistentState<StepFence> highest,
    [FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage,
    ILogger<ReplayBufferGrain> log)
    : StepGrain<ReplayBuffer>(highest, storage, log), IReplayBufferGrain
{
    public async Task<Replayed?> Exchange(long fence, long step, Experience[] entries) =>
        (await ApplyAsync(fence, step, () => new Reply(Part.Exchange(step, entries)))).Replayed;

    private protected override ReplayBuffer Begin(StrategySetup setup) => new(setup.Options.Replay, setup.Seed);

    // Nothing to replay is an answer too, and is given again like any other.
    private sealed record Reply(Replayed? Replayed);
}
