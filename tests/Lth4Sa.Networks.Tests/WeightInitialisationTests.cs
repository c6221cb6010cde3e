using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

/// <summary>How the reference and PyTorch draw the layers of each module.</summary>
public sealed class WeightInitialisationTests
{
    /// <summary>Parameters of fewer values say too little of their deviation.</summary>
    private const int Enough = 500;

    [Theory]
    [MemberData(nameof(TestNetworks.ModulesAndSharings), MemberType = typeof(TestNetworks))]
    public void InitialWeights_OfEachModule_HaveTheDeviationOfTheReference(string module, Sharing sharing)
    {
        using var scope = NewDisposeScope();
        var network = new AttentionNetwork(TestNetworks.Spec("resnet29", sharing, module), Scheme.AllOn(9), 1);
        var parameters = network.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var seen = 0;
        foreach (var (name, parameter) in parameters.Where(p => p.Value.numel() >= Enough && p.Value.ndim > 1))
        {
            var (shape, values) = (parameter.shape, parameter.data<float>().ToArray());
            var attention = name.Contains("attention", StringComparison.Ordinal);
            var isNormal = attention ? module == "se" : name != "fc.weight";
            var expected = isNormal
                ? Math.Sqrt(2.0 / (shape[0] * shape[2..].Aggregate(1L, (a, b) => a * b)))
                : 1 / Math.Sqrt(3.0 * shape[1..].Aggregate(1L, (a, b) => a * b));
            Assert.Equal(1, Math.Sqrt(values.Average(v => (double)v * v)) / expected, 0.1);
            // A uniform distribution ends at sqrt(3) deviations.
            Assert.Equal(isNormal, values.Max(Math.Abs) > 2 * expected);
            seen += attention ? 1 : 0;
        }

        Assert.Equal(module is "se" or "dia" or "dia-tanh" or "cbam", seen > 0);
    }

    [Fact]
    public void InitialBiases_OfSqueezeExcitation_AreUniformByTheInputsOfTheirLayer()
    {
        using var scope = NewDisposeScope();
        var network = new AttentionNetwork(TestNetworks.Spec("resnet29"), Scheme.AllOn(9), 1);
        var parameters = network.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        // 16 to 256 channels: an output of the second layer has 16 inputs.
        var biases = parameters["layer3.1.attention.fc2.bias"].data<float>().ToArray();
        Assert.InRange(biases.Max(Math.Abs), 0.9 / 4, 1.0 / 4);
        Assert.Equal(1 / Math.Sqrt(3 * 16), Math.Sqrt(biases.Average(b => (double)b * b)), 0.02);
    }
}
