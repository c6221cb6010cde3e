using Lth4Sa.Search.Controller;
using Lth4Sa.Search.Replay;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Tests;

public sealed class PolicyControllerTests
{
    private static readonly ReplayOptions NoScale = new() { Clip = null };

    [Fact]
    public void Probabilities_AtTheStart_AreNearOneHalf()
    {
        var controller = new PolicyController(12, new(), new(), 1);
        Assert.All(controller.Probabilities(controller.Initialise()), p => Assert.InRange(p, 0.45, 0.55));
    }

    [Fact]
    public void Sample_ManySteps_FollowsTheProbabilities()
    {
        var controller = new PolicyController(2, new(), new(), 1);
        var schemes = Enumerable.Range(1, 4000).SelectMany(t => controller.Sample([0.2, 0.9], t)).ToArray();
        Assert.InRange(schemes.Average(s => s[0] ? 1 : 0), 0.18, 0.22);
        Assert.InRange(schemes.Average(s => s[1] ? 1 : 0), 0.88, 0.92);
    }

    [Fact]
    public void Learn_WithoutBaseline_TakesThePolicyGradientOfEq6()
    {
        // The step on the parameters must be the rate times the numeric gradient of G * sum log p-hat.
        var options = new ControllerOptions { BaselineDecay = null, Momentum = 0, LearningRate = 0.01, HiddenWidth = 4, InputWidth = 2 };
        var controller = new PolicyController(3, options, new(), 5);
        var (state, scheme) = (controller.Initialise(), Scheme.Parse("101"));
        var next = controller.Learn(state, [new Experience(scheme, 7, controller.Probabilities(state))], null);
        AssertClimbs(controller, state, next, 0.01, p => 7 * (Math.Log(p[0]) + Math.Log(1 - p[1]) + Math.Log(p[2])));
    }

    [Fact]
    public void Learn_ReplayWithoutClip_TakesTheGradientOfEq31()
    {
        var options = new ControllerOptions { BaselineDecay = null, Momentum = 0, LearningRate = 0.01, HiddenWidth = 4, InputWidth = 2 };
        var controller = new PolicyController(2, options, NoScale, 5);
        var state = controller.Initialise();
        double[] old = [0.4, 0.7];
        var replayed = new Experience(Scheme.Parse("01"), 3, old);
        // A sampled reward of 0 leaves the parameters to the replay step alone.
        var next = controller.Learn(state, [new Experience(Scheme.Parse("11"), 0, old)], replayed);
        AssertClimbs(controller, state, next, 0.01, p => 3 * ((1 - p[0]) / (1 - old[0]) + p[1] / old[1]));
    }

    [Fact]
    public void Learn_ReplayRatioBeyondTheClip_DoesNotPushFurther()
    {
        var options = new ControllerOptions { BaselineDecay = null };
        var controller = new PolicyController(1, options, new ReplayOptions { Clip = 0.1 }, 5);
        var state = controller.Initialise();
        var sampled = new[] { new Experience(Scheme.Parse("1"), 0, [0.5]) };
        var flat = controller.Learn(state, sampled, new Experience(Scheme.Parse("1"), 5, [0.3]));
        Assert.Equal(state.Parameters, flat.Parameters);
        var pushed = controller.Learn(state, sampled, new Experience(Scheme.Parse("1"), -5, [0.3]));
        Assert.NotEqual(state.Parameters, pushed.Parameters);
    }

    [Fact]
    public void Learn_LeavesItsInputUntouched()
    {
        var controller = new PolicyController(4, new(), new(), 1);
        var state = controller.Initialise();
        var before = state.Copy();
        controller.Learn(state, [new Experience(Scheme.Parse("1010"), 60, controller.Probabilities(state))], null);
        Assert.Equal(before.Parameters, state.Parameters);
        Assert.Equal(before.Optimiser.First, state.Optimiser.First);
    }

    [Fact]
    public void Baseline_IsAMovingAverageThatStartsAtTheFirstReward()
    {
        var controller = new PolicyController(2, new ControllerOptions { BaselineDecay = 0.9 }, new(), 1);
        var state = controller.Initialise();
        state = controller.Learn(state, [new Experience(Scheme.Parse("10"), 50, [0.5, 0.5])], null);
        Assert.Equal(50, state.Baseline);
        state = controller.Learn(state, [new Experience(Scheme.Parse("10"), 60, [0.5, 0.5])], null);
        Assert.Equal(51, state.Baseline!.Value, 10);
    }

    [Fact]
    public void Search_OnRewardForOneScheme_FindsIt()
    {
        var wanted = Scheme.Parse("101100");
        var controller = new PolicyController(6, new(), new(), 2);
        var state = controller.Initialise();
        for (var step = 1; step <= 400; step++)
        {
            var p = controller.Probabilities(state);
            var sampled = controller.Sample(p, step)
                .Select(s => new Experience(s, 60 - Scheme.Create(6, b => s[b] != wanted[b]).Connections, p)).ToArray();
            state = controller.Learn(state, sampled, null);
        }

        Assert.Equal(wanted, Scheme.Create(6, b => controller.Probabilities(state)[b] > 0.5));
    }

    [Fact]
    public void MeanDecisionProbability_OfTwoSchemes_MatchesHandComputation() => Assert.Equal(
        (0.2 + 0.9 + 0.8 + 0.1) / 4,
        PolicyController.MeanDecisionProbability([Scheme.Parse("11"), Scheme.Parse("00")], [0.2, 0.9]),
        12);

    /// <summary>The parameters moved by the rate times the objective's gradient, taken by finite differences.</summary>
    private static void AssertClimbs(PolicyController controller, ControllerState from, ControllerState to, double rate, Func<double[], double> objective)
    {
        const double Step = 1e-5;
        for (var i = 0; i < from.Parameters.Length; i++)
        {
            var slope = (ObjectiveAt(i, Step) - ObjectiveAt(i, -Step)) / (2 * Step);
            Assert.Equal(rate * slope, to.Parameters[i] - from.Parameters[i], 7);
        }

        double ObjectiveAt(int index, double change)
        {
            var moved = from.Copy();
            moved.Parameters[index] += change;
            return objective(controller.Probabilities(moved));
        }
    }
}
