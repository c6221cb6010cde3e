using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Tests;

public sealed class ParameterCountTests
{
    /// <summary>The exact counts behind the paper's Tables I and II.</summary>
    [Theory]
    [InlineData("resnet38", "se", Sharing.Full, 428_980, 473_892)]
    [InlineData("resnet38", "se", Sharing.Share, 428_980, 440_208)]
    [InlineData("resnet38", "sge", Sharing.Full, 428_980, 429_076)]
    [InlineData("resnet38", "sge", Sharing.Share, 428_980, 429_004)]
    [InlineData("resnet38", "dia", Sharing.Share, 428_980, 647_828)]
    [InlineData("resnet164", "se", Sharing.Full, 1_727_284, 1_929_388)]
    [InlineData("resnet164", "se", Sharing.Share, 1_727_284, 1_738_512)]
    [InlineData("resnet164", "sge", Sharing.Full, 1_727_284, 1_727_716)]
    [InlineData("resnet164", "sge", Sharing.Share, 1_727_284, 1_727_308)]
    [InlineData("resnet164", "dia", Sharing.Share, 1_727_284, 1_946_132)]
    [InlineData("resnet50", "se", Sharing.Full, 25_583_592, 28_114_584)]
    [InlineData("resnet50", "se", Sharing.Share, 25_583_592, 26_283_992)]
    [InlineData("resnet50", "sge", Sharing.Full, 25_583_592, 25_585_640)]
    [InlineData("resnet50", "sge", Sharing.Share, 25_583_592, 25_584_104)]
    [InlineData("resnet50", "dia", Sharing.Share, 25_583_592, 28_384_612)]
    public void Of_PaperNetworks_AreExact(string name, string module, Sharing sharing, long original, long full)
    {
        var backbone = Backbone.Parse(name);
        var spec = new NetworkSpec(backbone, module, sharing, backbone.Classes);
        Assert.Equal(original, NetworkCost.Of(spec, Scheme.AllOff(backbone.Blocks), backbone.ImageSize).Parameters);
        Assert.Equal(full, NetworkCost.Of(spec, Scheme.AllOn(backbone.Blocks), backbone.ImageSize).Parameters);
    }

    [Theory]
    [MemberData(nameof(TestNetworks.ModulesAndSharings), MemberType = typeof(TestNetworks))]
    public void Of_AnyScheme_IsWhatTheNetworkHas(string module, Sharing sharing)
    {
        var spec = TestNetworks.Spec("resnet20", sharing, module);
        foreach (var scheme in new[] { "000000", "100000", "110001", "011110", "111111" }.Select(Scheme.Parse))
        {
            using var alone = new AttentionNetwork(spec, scheme, 1);
            Assert.Equal(alone.parameters().Sum(p => p.numel()), NetworkCost.Of(spec, scheme, 32).Parameters);
        }
    }

    [Theory]
    [MemberData(nameof(TestNetworks.Backbones), MemberType = typeof(TestNetworks))]
    public void Of_EveryBackbone_IsWhatTheNetworkHas(string name)
    {
        var backbone = Backbone.Parse(name);
        var spec = new NetworkSpec(backbone, "se", Sharing.Full, backbone.Classes);
        using var network = new AttentionNetwork(spec, Scheme.AllOn(backbone.Blocks), 1);
        Assert.Equal(network.parameters().Sum(p => p.numel()), NetworkCost.Of(spec, network.Modules, backbone.ImageSize).Parameters);
    }

    /// <summary>ResNet50 is known for its 4.1 billion multiply-adds at 224 x 224: 4,089,184,256 of convolutions and classifier.</summary>
    [Fact]
    public void Of_ResNet50_HasTheKnownMultiplyAdds()
    {
        var backbone = Backbone.Parse("resnet50");
        var cost = NetworkCost.Of(new NetworkSpec(backbone, "se", Sharing.Full, 1000), Scheme.AllOff(16), 224);
        Assert.Equal(4_089_184_256, cost.MultiplyAdds);
    }

    [Theory]
    [MemberData(nameof(TestNetworks.ModulesAndSharings), MemberType = typeof(TestNetworks))]
    public void Of_OneMoreConnection_CostsMultiplyAddsAndAtLeastItsModuleOnce(string module, Sharing sharing)
    {
        var spec = TestNetworks.Spec("resnet20", sharing, module);
        long At(string scheme) => NetworkCost.Of(spec, Scheme.Parse(scheme), 32).MultiplyAdds;
        Assert.True(At("100000") >= At("000000") + 64 * 32 * 32);
        Assert.Equal(At("100000") - At("000000"), At("110000") - At("100000"));
    }

    [Theory]
    [InlineData("resnet20", 6)]
    [InlineData("ResNet38", 12)]
    [InlineData("resnet164", 54)]
    [InlineData("resnet50", 16)]
    [InlineData("resnet11", 3)]
    public void Parse_KnownBackbone_HasItsBlocks(string name, int blocks) => Assert.Equal(blocks, Backbone.Parse(name).Blocks);

    [Theory]
    [InlineData("resnet21")]
    [InlineData("resnet2")]
    [InlineData("resnet200")]
    [InlineData("resnet200000")]
    [InlineData("vgg16")]
    [InlineData("20")]
    [InlineData("")]
    public void Parse_UnknownBackbone_SaysWhatIsExpected(string name) =>
        Assert.Contains("9n + 2", Assert.Throws<ArgumentException>(() => Backbone.Parse(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Registry_UnknownName_ListsTheKnownOnes() =>
        Assert.Contains(
            "se", Assert.Throws<ArgumentException>(() => AttentionModules.Registry.Get("none")).Message, StringComparison.Ordinal);

    [Fact]
    public void Network_OfDiaInEveryBlock_SaysWhyItIsNotAllowed()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new AttentionNetwork(TestNetworks.Spec("resnet11", Sharing.Full, "dia"), Scheme.AllOn(3), 1));
        Assert.Contains("share", error.Message, StringComparison.Ordinal);
        Assert.Contains("LSTM", error.Message, StringComparison.Ordinal);
    }
}
