using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.Tests;

public sealed class LstmTests
{
    [Fact]
    public void Backward_OfEveryParameter_MatchesFiniteDifferences()
    {
        var network = new Lstm(3, 4, 5);
        var parameters = network.Initialise(new Philox(3), RandomStream.LstmWeights).Select(p => 5 * p).ToArray();
        int[] sequence = [0, 2, 1, 1, 2];
        double[] direction = [0.9, -0.4, 0.3, 1.2, -0.8];
        var gradient = new double[network.ParameterCount];
        Value(parameters);
        network.Backward(parameters, sequence, direction, gradient);

        for (var i = 0; i < parameters.Length; i++)
        {
            const double Step = 1e-6;
            Assert.Equal((Value(Moved(i, Step)) - Value(Moved(i, -Step))) / (2 * Step), gradient[i], 6);
        }

        double[] Moved(int index, double change) => [.. parameters.Select((p, i) => i == index ? p + change : p)];

        double Value(double[] at) => sequence.Select((token, i) => direction[i] * network.Next(at, i, token)).Sum();
    }
}
