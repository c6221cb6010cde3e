using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

public sealed class AttentionNetworkTests
{
    [Fact]
    public void SqueezeExcitation_KnownInput_MatchesEq21And22()
    {
        using var scope = NewDisposeScope();
        using var module = new SqueezeExcitation(16);
        var weights = module.state_dict().ToDictionary(w => w.Key, w => w.Value.data<float>().ToArray());
        var input = arange(0.0, 64.0, 1.0).reshape(1, 16, 2, 2);
        var output = module.call(input, null).Recalibrated.data<float>().ToArray();

        var squeezed = Enumerable.Range(0, 16).Select(c => 4.0 * c + 1.5).ToArray();
        var hidden = Math.Max(0, squeezed.Select((m, c) => m * weights["fc1.weight"][c]).Sum() + weights["fc1.bias"][0]);
        for (var i = 0; i < 64; i++)
        {
            var logit = hidden * weights["fc2.weight"][i / 4] + weights["fc2.bias"][i / 4];
            Assert.Equal(i / (1 + Math.Exp(-logit)), output[i], 1e-4);
        }
    }

    [Theory]
    [InlineData(Sharing.Full)]
    [InlineData(Sharing.Share)]
    public void Forward_SchemeOfSupernet_EqualsTheStandAloneNetworkWithItsWeights(Sharing sharing)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        using var folder = new TemporaryFolder();
        var spec = TestNetworks.Spec("resnet20", sharing);
        var scheme = Scheme.Parse("011001");
        using var supernet = new AttentionNetwork(spec, Scheme.AllOn(6), 1);
        using var alone = new AttentionNetwork(spec, scheme, 2);
        Checkpoint.Save(supernet, folder.File("s"), new Dictionary<string, string>());
        Checkpoint.Load(alone, folder.File("s"));
        supernet.eval();
        alone.eval();
        var images = arange(0.0, 2 * 3 * 16 * 16, 1.0).reshape(2, 3, 16, 16) / 1000;
        var expected = alone.call(images, scheme).data<float>().ToArray();
        Assert.Equal(expected, supernet.call(images, scheme).data<float>().ToArray());
        Assert.NotEqual(expected, supernet.call(images, Scheme.AllOn(6)).data<float>().ToArray());
    }

    [Fact]
    public void Forward_SchemeBeyondTheModules_Throws()
    {
        using var network = new AttentionNetwork(TestNetworks.Spec("resnet11"), Scheme.Parse("100"), 1);
        using var images = zeros([1, 3, 8, 8]);
        Assert.Throws<ArgumentException>(() => network.call(images, Scheme.Parse("110")));
    }

    [Fact]
    public void Names_OfParameters_ArePyTorchStyle()
    {
        using var network = new AttentionNetwork(TestNetworks.Spec("resnet11"), Scheme.AllOn(3), 1);
        var names = network.state_dict().Keys;
        Assert.Contains("conv1.weight", names);
        Assert.Contains("layer1.0.conv2.weight", names);
        Assert.Contains("layer2.0.downsample.1.running_mean", names);
        Assert.Contains("layer3.0.attention.fc1.bias", names);
        Assert.Contains("fc.weight", names);
        Assert.DoesNotContain(names, n => n.Contains('<', StringComparison.Ordinal));
    }

    [Fact]
    public void InitialWeights_SameSeed_AreTheSameInEveryNetwork()
    {
        using var scope = NewDisposeScope();
        using var full = new AttentionNetwork(TestNetworks.Spec("resnet11"), Scheme.AllOn(3), 1);
        using var bare = new AttentionNetwork(TestNetworks.Spec("resnet11"), Scheme.AllOff(3), 1);
        using var other = new AttentionNetwork(TestNetworks.Spec("resnet11"), Scheme.AllOff(3), 2);
        const string Name = "layer2.0.conv2.weight";
        var expected = full.state_dict()[Name].data<float>().ToArray();
        Assert.Equal(expected, bare.state_dict()[Name].data<float>().ToArray());
        Assert.NotEqual(expected, other.state_dict()[Name].data<float>().ToArray());
        Assert.Equal(Math.Sqrt(2.0 / (9 * 32)), Math.Sqrt(expected.Average(v => v * v)), 2);
    }
}
