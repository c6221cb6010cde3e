using Lth4Sa.Contracts.Steps;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;
using Lth4Sa.Specs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Lth4Sa.Grains.Steps;

/// <inheritdoc cref="IControllerGrain"/>
public sealed class ControllerGrain(
    [PersistentState("fence", Lth4SaOptions.StorageName)] IPersistentState<StepFence> highest,
    [FromKeyedServices(Lth4SaOptions.StorageName)] IGrainStorage storage)
    : StepGrain<ISearchStrategy>(highest, storage), IControllerGrain
{
    public Task<ProposalMessage> Propose(long fence, long step)
    {
        RequireApplied(fence, step - 1);
        return Task.FromResult(Next(step));
    }

    public Task<ProposalMessage> Learn(long fence, long step, ExperienceMessage[] sampled, ExperienceMessage? replayed) => Task.FromResult(Apply(fence, step, () =>
    {
        Part.Learn(step, Array.ConvertAll(sampled, e => e.ToExperience()), replayed?.ToExperience());
        return Next(step + 1);
    }));

    private ProposalMessage Next(long step)
    {
        var proposal = Part.Propose(step);
        return new ProposalMessage(proposal.Probabilities, Array.ConvertAll(proposal.Schemes, s => s.ToString()), proposal.PBar, (Part as EanController)?.Clipped);
    }

    private protected override ISearchStrategy Begin(StepSetup setup) =>
        SearchStrategies.Registry.Get(setup.Spec.Strategy).Create(setup.ToStrategySetup());
}
