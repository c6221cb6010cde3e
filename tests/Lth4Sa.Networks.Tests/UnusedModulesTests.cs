using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;
using TorchSharp;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

/// <summary>What becomes of modules that the scheme of an iteration leaves out.</summary>
public sealed class UnusedModulesTests
{
    private const double Rate = 0.5, Momentum = 0.9, Decay = 0.01;

    private const string Unused = "layer1.0.attention.fc1.weight";

    [Fact]
    public void Decay_WithoutAnyGradientYet_TakesWeightDecayAndMomentumFromTheFirstIterationOn()
    {
        var (start, end) = Train(UnusedModules.Decay, "011", "011");
        // By hand: v1 = d w0, w1 = w0 - r v1; v2 = m v1 + d w1, w2 = w1 - r v2.
        var expected = start.Select(w =>
        {
            var v = Decay * w;
            var once = w - Rate * v;
            return once - Rate * (Momentum * v + Decay * once);
        });
        Assert.Equal(expected, end, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.NotEqual(start, end);
    }

    [Fact]
    public void Decay_AfterAGradient_MovesOnByItsMomentum()
    {
        var (start, once) = Train(UnusedModules.Decay, "111");
        var (_, end) = Train(UnusedModules.Decay, "111", "011");
        var expected = start.Zip(once, (before, after) =>
            after - Rate * (Momentum * ((before - after) / Rate) + Decay * after));
        Assert.Equal(expected, end, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Freeze_BeforeAndAfterAGradient_LeavesModulesAlone()
    {
        var (start, unused) = Train(UnusedModules.Freeze, "011", "010");
        Assert.Equal(start, unused);
        var (_, once) = Train(UnusedModules.Freeze, "111");
        Assert.NotEqual(start, once);
        Assert.Equal(once, Train(UnusedModules.Freeze, "111", "011").End);
    }

    // A weight of the first block's module, before and after an iteration with each of the schemes.
    private static (double[] Start, double[] End) Train(UnusedModules unused, params string[] schemes)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var network = new AttentionNetwork(TestNetworks.Spec("resnet11", classes: 10), Scheme.AllOn(3), 1).to(float64);
        using var optimiser = optim.SGD(network.parameters(), Rate, Momentum, weight_decay: Decay);
        var batch = new Batch(randn([8, 3, 8, 8], dtype: float64), arange(8));
        var start = Values();
        foreach (var scheme in schemes)
        {
            TrainingStep.Run(network, optimiser, batch, Scheme.Parse(scheme), unused);
        }

        return (start, Values());

        double[] Values() => network.state_dict()[Unused].detach().data<double>().ToArray();
    }
}
