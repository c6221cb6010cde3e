using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Grains.Steps;

/// <inheritdoc cref="IControllerGrain"/>
public sealed class ControllerGrain([PersistentState("controller", Lth4SaOptions.StorageName)] IPersistentState<StepSnapshots> stored)
    : StepGrain<ISearchStrategy>(stored), IControllerGrain
{
    public Task<ProposalMessage> Propose(long fence, long step)
    {
        RequireApplied(fence, step - 1);
        var proposal = Part.Propose(step);
        return Task.FromResult(new ProposalMessage(proposal.Probabilities, [.. proposal.Schemes.Select(s => s.ToString())], proposal.PBar));
    }

    public Task Learn(long fence, long step, ExperienceMessage[] sampled, ExperienceMessage? replayed)
    {
        Apply(fence, step, () =>
        {
            Part.Learn(step, Array.ConvertAll(sampled, e => e.ToExperience()), replayed?.ToExperience());
            return true;
        });
        return Task.CompletedTask;
    }

    private protected override ISearchStrategy Begin(StepSetup setup) =>
        SearchStrategies.Registry.Get(setup.Spec.Strategy).Create(setup.ToStrategySetup());
}
