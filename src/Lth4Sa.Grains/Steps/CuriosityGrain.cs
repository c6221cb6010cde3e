using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Search.Curiosity;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Grains.Steps;

/// <inheritdoc cref="ICuriosityGrain"/>
public sealed class CuriosityGrain(
    [PersistentState("curiosity", Lth4SaOptions.StorageName)] IPersistentState<StepSnapshots<CuriosityState>> stored)
    : StepGrain<CuriosityState>(stored), ICuriosityGrain
{
    private RandomNetworkDistillation distillation = null!;

    public Task<double[]> Observe(long fence, long step, string[] schemes) => Task.FromResult(Apply(fence, step, () =>
    {
        var (bonuses, next) = distillation.Observe(State, [.. schemes.Select(Scheme.Parse)]);
        State = next;
        return bonuses;
    }));

    private protected override CuriosityState Begin(StepSetup setup)
    {
        distillation = new RandomNetworkDistillation(setup.Blocks, setup.Spec.ToSearchOptions().Curiosity, setup.Spec.RandomSeed());
        return distillation.Initialise();
    }
}
