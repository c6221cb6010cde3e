using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Search.Controller;

namespace Lth4Sa.Grains.Steps;

/// <inheritdoc cref="IControllerGrain"/>
public sealed class ControllerGrain(
    [PersistentState("controller", Lth4SaOptions.StorageName)] IPersistentState<StepSnapshots<ControllerState>> stored)
    : StepGrain<ControllerState>(stored), IControllerGrain
{
    private PolicyController controller = null!;

    public Task<Proposal> Propose(long fence, long step)
    {
        RequireApplied(fence, step - 1);
        var probabilities = controller.Probabilities(State);
        var schemes = controller.Sample(probabilities, step);
        return Task.FromResult(new Proposal(
            probabilities,
            [.. schemes.Select(s => s.ToString())],
            PolicyController.MeanDecisionProbability(schemes, probabilities)));
    }

    public Task Learn(long fence, long step, ExperienceMessage[] sampled, ExperienceMessage? replayed)
    {
        Apply(fence, step, () =>
        {
            State = controller.Learn(State, [.. sampled.Select(e => e.ToExperience())], replayed?.ToExperience());
            return true;
        });
        return Task.CompletedTask;
    }

    private protected override ControllerState Begin(StepSetup setup)
    {
        var options = setup.Spec.ToSearchOptions();
        controller = new PolicyController(setup.Blocks, options.Controller, options.Replay, setup.Spec.RandomSeed());
        return controller.Initialise();
    }
}
