using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;
using TorchSharp;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

/// <summary>SGE where the pixels of a group are equally important, so that their deviation is 0.</summary>
public sealed class SpatialGroupEnhanceTests
{
    private const int Groups = 4, Channels = 8;

    private const double Epsilon = 1e-5;

    private static readonly double[] Weights = [0.5, -1, 2, 0.25], Biases = [1, 0.5, -0.5, 0];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Gradients_OfConstantMaps_AreThoseByHand(int size)
    {
        using var scope = NewDisposeScope();
        var module = Module();
        // Channel k of a group has the value x[k] everywhere; all sums are exact.
        var x = new[] { 0.5, -1.5, 2, 0.25, -0.75, 1, 3, 0.5 };
        var input = tensor(x, dtype: float64).view(1, Channels, 1, 1).expand(1, Channels, size, size).contiguous().requires_grad_(true);
        var slope = arange(Channels * size * size, dtype: float64).square().remainder(7).view(1, Channels, size, size) - 2;
        (module.call(input, null).Recalibrated * slope).sum().backward();

        var g = slope.data<double>().ToArray();
        var (found, n) = (input.grad!.data<double>().ToArray(), size * size);
        for (var group = 0; group < Groups; group++)
        {
            var mask = 1 / (1 + Math.Exp(-Biases[group]));
            int[] own = [2 * group, 2 * group + 1];
            // What a pixel's place before the sigmoid does to the sum.
            var s = Enumerable.Range(0, n).Select(p => own.Sum(c => g[c * n + p] * x[c]) * mask * (1 - mask)).ToArray();
            Assert.Equal(s.Sum(), module.get_parameter("bias")!.grad![group].item<double>(), 1e-9);
            Assert.Equal(0, module.get_parameter("weight")!.grad![group].item<double>());
            foreach (var channel in own)
            {
                for (var p = 0; p < n; p++)
                {
                    var expected = mask * g[channel * n + p] + x[channel] * Weights[group] * (s[p] - s.Average()) / Epsilon;
                    Assert.Equal(expected, found[channel * n + p], 1e-9 * Math.Max(1, Math.Abs(expected)));
                }
            }
        }
    }

    [Fact]
    public void Forward_AnyMap_HasTheBitsOfEq24To28AsPrinted()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var input = randn([3, Channels, 5, 5], dtype: float64);
        // One image has a group without any deviation.
        input[1].narrow(0, 2, 2).fill_(0.5);
        var y = input.view(3, Groups, Channels / Groups, 5, 5);
        var p = (y.mean([3, 4], keepdim: true) * y).sum(2);
        var centred = p - p.mean([2, 3], keepdim: true);
        var normalised = centred / (centred.square().mean([2, 3], keepdim: true).sqrt() + Epsilon);
        var mask = (normalised * tensor(Weights).view(Groups, 1, 1) + tensor(Biases).view(Groups, 1, 1)).sigmoid();
        var expected = (y * mask.unsqueeze(2)).data<double>().ToArray();
        Assert.Equal(expected, Module().call(input, null).Recalibrated.data<double>().ToArray());
    }

    [Fact]
    public void Network_WhoseLastStageHasMapsOfOnePixel_HasFiniteGradients()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var network = new AttentionNetwork(TestNetworks.Spec("resnet20", Sharing.Full, "sge", 10), Scheme.AllOn(6), 1);
        using var loss = nn.functional.cross_entropy(network.call(randn([8, 3, 4, 4]), network.Modules), arange(8));
        loss.backward();
        Assert.All(network.named_parameters(), p => Assert.True(p.parameter.grad!.isfinite().all().item<bool>(), p.name));
    }

    private static SpatialGroupEnhance Module()
    {
        var module = new SpatialGroupEnhance(Channels, Groups);
        module.to(float64);
        using var _ = no_grad();
        module.get_parameter("weight")!.copy_(tensor(Weights));
        module.get_parameter("bias")!.copy_(tensor(Biases));
        return module;
    }
}
