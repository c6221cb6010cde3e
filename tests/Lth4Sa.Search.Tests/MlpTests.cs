using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.Tests;

public sealed class MlpTests
{
    [Fact]
    public void Backward_OfEveryParameter_MatchesFiniteDifferences()
    {
        var network = new Mlp(3, 5, 4, 2);
        var parameters = network.Initialise(new Philox(3), RandomStream.ControllerWeights);
        double[] input = [0.3, -0.7, 1.1], direction = [0.9, -0.4];
        var gradient = new double[network.ParameterCount];
        network.Forward(parameters, input);
        network.Backward(parameters, direction, gradient);

        for (var i = 0; i < parameters.Length; i++)
        {
            const double Step = 1e-6;
            var numeric = (Value(i, Step) - Value(i, -Step)) / (2 * Step);
            Assert.Equal(numeric, gradient[i], 6);
        }

        double Value(int index, double change)
        {
            double[] moved = [.. parameters];
            moved[index] += change;
            return network.Forward(moved, input).ToArray().Zip(direction, (o, d) => o * d).Sum();
        }
    }

    [Fact]
    public void Initialise_EachLayer_StaysWithinPyTorchsBound()
    {
        var values = new Mlp(16, 4).Initialise(new Philox(1), RandomStream.ControllerWeights);
        Assert.Equal(16 * 4 + 4, values.Length);
        Assert.All(values, v => Assert.InRange(v, -0.25, 0.25));
        Assert.True(values.Max() > 0.2 && values.Min() < -0.2);
    }

    [Fact]
    public void Sgd_WithMomentum_FollowsPyTorchsFormula()
    {
        var optimiser = new Optimiser(OptimiserKind.Sgd, 1, 0.1, 0.9);
        double[] x = [1];
        optimiser.Step(x, [2]);
        Assert.Equal(0.8, x[0], 12);
        optimiser.Step(x, [1]);
        Assert.Equal(0.8 - 0.1 * (0.9 * 2 + 1), x[0], 12);
    }

    // Seven parameters: four of them in one register, three by themselves.
    [Fact]
    public void Adam_FirstTwoSteps_FollowTheDefinition()
    {
        var optimiser = new Optimiser(OptimiserKind.Adam, 7, 0.05);
        double[] x = [1, 1, 1, 1, 1, 1, 1];
        optimiser.Step(x, [4, 4, 4, 4, 4, 4, 4]);
        Assert.All(x, v => Assert.Equal(0.95, v, 6));
        optimiser.Step(x, [-2, -2, -2, -2, -2, -2, -2]);
        var (first, second) = (0.9 * 0.1 * 4 + 0.1 * -2, 0.999 * 0.001 * 16 + 0.001 * 4);
        Assert.All(x, v => Assert.Equal(0.95 - 0.05 * first / 0.19 / Math.Sqrt(second / 0.001999), v, 6));
        Assert.Single(x.Distinct());
    }

    // PyTorch's Adam: the decay is added to the gradient.
    [Fact]
    public void Adam_WithBetasAndDecay_FollowsPyTorchsFormula()
    {
        const double Rate = 0.05, Beta1 = 0.5, Beta2 = 0.99, Decay = 0.3;
        var optimiser = new Optimiser(OptimiserKind.Adam, 5, Rate, beta1: Beta1, beta2: Beta2, decay: Decay);
        double[] x = [1, -2, 0.5, 3, 1];
        var (expected, m, v) = (x.ToArray(), new double[5], new double[5]);
        for (var step = 1; step <= 3; step++)
        {
            double[] gradient = [0.1 * step, 1, -2, 0, 4 - step];
            optimiser.Step(x, gradient);
            for (var i = 0; i < 5; i++)
            {
                var g = gradient[i] + Decay * expected[i];
                m[i] = Beta1 * m[i] + (1 - Beta1) * g;
                v[i] = Beta2 * v[i] + (1 - Beta2) * g * g;
                expected[i] -= Rate * (m[i] / (1 - Math.Pow(Beta1, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(Beta2, step))) + 1e-8);
            }
        }

        Assert.All(expected.Zip(x), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
