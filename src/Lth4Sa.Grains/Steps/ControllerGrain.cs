using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Search.Strategies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Lth4Sa.Grains.Steps;

/// <inheritdoc cref="IControllerGrain"/>
public sealed class ControllerGrain(
    [PersistentState("fence", Lth4SaOptions.StorageName)] IPersistentState<StepFence> highest,
    [FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage,
    ILogger<ControllerGrain> log)
    : StepGrain<ISearchStrategy>(highest, storage, log), IControllerGrain
{
    public Task<Proposal> Propose(long fence, long step) => AnswerAsync(fence, step - 1, () => Part.Propose(step));

    public Task<Proposal> Learn(long fence, long step, Experience[] sampled, Experience[] replayed) =>
        ApplyAsync(fence, step, () =>
        {
            Part.Learn(step, sampled, replayed);
            return Part.Propose(step + 1);
        });

    private protected override ISearchStrategy Begin(StrategySetup setup) => setup.Kind.Create(setup);
}
