using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Lth4Sa.Grains.Steps;

/// <inheritdoc cref="ICuriosityGrain"/>
public sealed class CuriosityGrain(
    [PersistentState("fence", Lth4SaOptions.StorageName)] IPersistentState<StepFence> highest,
    [FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage,
    ILogger<CuriosityGrain> log)
    : StepGrain<RandomNetworkDistillation>(highest, storage, log), ICuriosityGrain
{
    public Task<double[]> Observe(long fence, long step, Scheme[] schemes) =>
        ApplyAsync(fence, step, () => Part.Observe(schemes));

    private protected override RandomNetworkDistillation Begin(StrategySetup setup) =>
        new(setup.Blocks, setup.Options.Curiosity, setup.Seed);
}
