using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Tests;

public sealed class ParameterCountTests
{
    /// <summary>The exact counts behind the paper's Tables I and II.</summary>
    [Theory]
    [InlineData("resnet38", Sharing.Full, 428_980, 473_892)]
    [InlineData("resnet38", Sharing.Share, 428_980, 440_208)]
    [InlineData("resnet164", Sharing.Full, 1_727_284, 1_929_388)]
    [InlineData("resnet164", Sharing.Share, 1_727_284, 1_738_512)]
    public void CountParameters_PaperNetworks_AreExact(string backbone, Sharing sharing, long original, long full)
    {
        var spec = TestNetworks.Spec(backbone, sharing);
        using var network = new AttentionNetwork(spec, Scheme.AllOn(spec.Backbone.Blocks), 1);
        Assert.Equal(original, network.CountParameters(Scheme.AllOff(spec.Backbone.Blocks)));
        Assert.Equal(full, network.CountParameters(Scheme.AllOn(spec.Backbone.Blocks)));
    }

    public static TheoryData<string, string> RegisteredModules
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var module in AttentionModules.Registry.Names)
            {
                foreach (var sharing in AttentionModules.Sharings.Names)
                {
                    data.Add(module, sharing);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(RegisteredModules))]
    public void CountParameters_OfAnyScheme_IsWhatTheStandAloneNetworkHas(string module, string sharing)
    {
        var spec = TestNetworks.Spec("resnet20", AttentionModules.Sharings.Get(sharing), module);
        using var supernet = new AttentionNetwork(spec, Scheme.AllOn(6), 1);
        foreach (var scheme in new[] { "000000", "100000", "110001", "011110", "111111" }.Select(Scheme.Parse))
        {
            using var alone = new AttentionNetwork(spec, scheme, 1);
            Assert.Equal(alone.parameters().Sum(p => p.numel()), supernet.CountParameters(scheme));
        }
    }

    [Theory]
    [InlineData("resnet20", 2)]
    [InlineData("ResNet38", 4)]
    [InlineData("resnet164", 18)]
    public void Parse_CifarResNet_HasDepthNineNPlusTwo(string name, int blocks) => Assert.Equal(blocks, Backbone.Parse(name).BlocksPerStage);

    [Theory]
    [InlineData("resnet21")]
    [InlineData("resnet2")]
    [InlineData("resnet200000")]
    [InlineData("vgg16")]
    public void Parse_UnknownBackbone_SaysWhatIsExpected(string name) =>
        Assert.Contains("9n + 2", Assert.Throws<ArgumentException>(() => Backbone.Parse(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Registry_UnknownName_ListsTheKnownOnes() =>
        Assert.Contains("se", Assert.Throws<ArgumentException>(() => AttentionModules.Registry.Get("none")).Message, StringComparison.Ordinal);
}
