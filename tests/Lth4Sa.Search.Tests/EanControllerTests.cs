using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Search.Tests;

public sealed class EanControllerTests
{
    private static readonly ReplayOptions NoScale = new() { Clip = null };

    /// <summary>One gradient step is the rate times the gradient.</summary>
    private static readonly ControllerOptions Plain = new()
    {
        Optimiser = OptimiserKind.Sgd,
        Momentum = 0,
        LearningRate = 0.01,
        BaselineDecay = null,
        Normalise = false,
        Entropy = 0,
        HiddenWidth = 4,
        InputWidth = 2,
    };

    [Fact]
    public void Probabilities_AtTheStart_AreNearOneHalf() =>
        Assert.All(new EanController(12, new(), new(), 1).Probabilities(), p => Assert.InRange(p, 0.45, 0.55));

    [Fact]
    public void Propose_ManySteps_FollowsTheProbabilities()
    {
        var controller = new EanController(2, Plain with { Samples = 3 }, new(), 1);
        controller.Learn(1, [new Experience(Scheme.Parse("01"), 20_000, [])], []);
        var wanted = controller.Probabilities();
        Assert.True(wanted[0] < 0.4 && wanted[1] > 0.6);
        var schemes = Enumerable.Range(2, 4000).SelectMany(t => controller.Propose(t).Schemes).ToArray();
        Assert.Equal(3 * 4000, schemes.Length);
        Assert.Equal(wanted[0], schemes.Average(s => s[0] ? 1 : 0), 0.02);
        Assert.Equal(wanted[1], schemes.Average(s => s[1] ? 1 : 0), 0.02);
    }

    [Fact]
    public void Learn_WithoutBaseline_TakesThePolicyGradientOfEq6() => AssertClimbs(
        Plain, new(), 3,
        controller => controller.Learn(1, [new Experience(Scheme.Parse("101"), 7, controller.Probabilities())], []),
        p => 7 * (Math.Log(p[0]) + Math.Log(1 - p[1]) + Math.Log(p[2])));

    [Fact]
    public void Learn_WithEntropy_AddsTheEntropysGradient() => AssertClimbs(
        Plain with { Entropy = 2 }, new(), 2,
        // The temperature is not 1, and the policy not yet at one half.
        controller => controller.Learn(1, [new Experience(Scheme.Parse("10"), 5, controller.Probabilities())], []),
        p => 5 * (Math.Log(p[0]) + Math.Log(1 - p[1])) - 2 * p.Sum(q => q * Math.Log(q) + (1 - q) * Math.Log(1 - q)));

    [Fact]
    public void Learn_ReplayWithoutClip_TakesTheGradientOfEq31()
    {
        double[] old = [0.4, 0.7];
        // A sampled reward of 0 leaves the parameters to the replay step alone.
        AssertClimbs(
            Plain, NoScale, 2,
            controller => controller.Learn(1, [new Experience(Scheme.Parse("11"), 0, old)], [new Experience(Scheme.Parse("01"), 3, old)]),
            p => 3 * ((1 - p[0]) / (1 - old[0]) + p[1] / old[1]));
    }

    [Fact]
    public void Learn_ReplayRatioBeyondTheClip_DoesNotPushFurther()
    {
        var sampled = new[] { new Experience(Scheme.Parse("1"), 0, [0.5]) };
        Assert.False(Moves(new Experience(Scheme.Parse("1"), 5, [0.3])));
        Assert.True(Moves(new Experience(Scheme.Parse("1"), -5, [0.3])));

        bool Moves(Experience replayed)
        {
            var controller = new EanController(1, Plain, new ReplayOptions { Clip = 0.1 }, 5);
            var before = controller.Parameters.ToArray();
            controller.Learn(1, sampled, [replayed]);
            return !before.AsSpan().SequenceEqual(controller.Parameters);
        }
    }

    [Fact]
    public void Learn_WithABaseline_UsesAMovingAverageThatStartsAtTheFirstReward()
    {
        var scale = new RewardScale(0.9, normalise: false);
        scale.Observe([new Experience(Scheme.Parse("10"), 50, [])]);
        Assert.Equal(50, scale.Mean);
        scale.Observe([new Experience(Scheme.Parse("10"), 60, [])]);
        Assert.Equal(51, scale.Mean!.Value, 10);
        Assert.Equal(9, scale.Advantage(60), 10);
    }

    [Fact]
    public void Advantage_Normalised_DoesNotDependOnTheRewardsScale()
    {
        var (small, large) = (new RewardScale(0.9, normalise: true), new RewardScale(0.9, normalise: true));
        foreach (var reward in new double[] { 5, 7, 4 })
        {
            small.Observe([new Experience(Scheme.Parse("1"), reward, []), new Experience(Scheme.Parse("0"), reward + 1, [])]);
            large.Observe([new Experience(Scheme.Parse("1"), 100 * reward, []), new Experience(Scheme.Parse("0"), 100 * (reward + 1), [])]);
        }

        Assert.Equal(small.Advantage(6), large.Advantage(600), 10);
        Assert.InRange(small.Advantage(10), 1, 10);
    }

    [Fact]
    public void Learn_EveryRewardAlike_LeavesAPolicyThatIsANumber()
    {
        var controller = new EanController(3, new(), new(), 1);
        for (var step = 1; step <= 50; step++)
        {
            var proposal = controller.Propose(step);
            controller.Learn(step, [.. proposal.Schemes.Select(s => new Experience(s, 60, proposal.Probabilities))], []);
        }

        Assert.All(controller.Probabilities(), p => Assert.InRange(p, 0.3, 0.7));
    }

    [Fact]
    public void MeanDecisionProbability_OfTwoSchemes_MatchesHandComputation() => Assert.Equal(
        (0.2 + 0.9 + 0.8 + 0.1) / 4,
        EanController.MeanDecisionProbability([Scheme.Parse("11"), Scheme.Parse("00")], [0.2, 0.9]),
        12);

    /// <summary>The parameters move by the rate times the objective's gradient, taken by finite differences.</summary>
    private static void AssertClimbs(
        ControllerOptions options, ReplayOptions replay, int blocks, Action<EanController> learn, Func<double[], double> objective)
    {
        const double Step = 1e-5;
        var controller = new EanController(blocks, options, replay, 5);
        var before = controller.Save();
        var from = controller.Parameters.ToArray();
        learn(controller);
        for (var i = 0; i < from.Length; i++)
        {
            var slope = (ObjectiveAt(i, Step) - ObjectiveAt(i, -Step)) / (2 * Step);
            Assert.Equal(options.LearningRate * slope, controller.Parameters[i] - from[i], 7);
        }

        double ObjectiveAt(int index, double change)
        {
            var moved = new EanController(blocks, options, replay, 5);
            byte[] snapshot = [.. before];
            // Parameters come first: their count, then their values.
            BitConverter.TryWriteBytes(snapshot.AsSpan(sizeof(int) + sizeof(double) * index), from[index] + change);
            moved.Restore(snapshot);
            return objective(moved.Probabilities());
        }
    }
}
