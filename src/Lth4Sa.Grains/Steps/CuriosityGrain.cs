using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies.Ean;
using Lth4Sa.Specs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Lth4Sa.Grains.Steps;

/// <inheritdoc cref="ICuriosityGrain"/>
public sealed class CuriosityGrain(
    [PersistentState("fence", Lth4SaOptions.StorageName)] IPersistentState<StepFence> highest,
    [FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage)
    : StepGrain<RandomNetworkDistillation>(highest, storage), ICuriosityGrain
{
    public Task<double[]> Observe(long fence, long step, Scheme[] schemes) =>
        Task.FromResult(Apply(fence, step, () => Part.Observe(schemes)));

    private protected override RandomNetworkDistillation Begin(StepSetup setup) =>
        new(setup.Blocks, setup.Spec.ToSearchOptions().Curiosity, setup.Spec.RandomSeed());
}
