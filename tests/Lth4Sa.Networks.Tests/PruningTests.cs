using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Saliency;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Networks.Tests;

/// <summary>The pruning strategies on the networks of Table I: one ranking of all modules, the share kept is the supernet's beta.</summary>
public sealed class PruningTests
{
    [Theory]
    [InlineData("l1", "resnet164", 0.2, 1.81, 10)]
    [InlineData("l1", "resnet164", 0.5, 1.90, 27)]
    [InlineData("l1", "resnet164", 0.8, 1.92, 43)]
    [InlineData("l1", "resnet38", 0.2, 0.45, 2)]
    [InlineData("l1", "resnet38", 0.5, 0.47, 6)]
    [InlineData("l1", "resnet38", 0.8, 0.47, 9)]
    [InlineData("gm", "resnet164", 0.2, 1.81, 10)]
    [InlineData("gm", "resnet164", 0.5, 1.90, 27)]
    [InlineData("gm", "resnet164", 0.8, 1.92, 43)]
    public void Keep_ShareOfTableI_HasItsNumberOfParameters(string strategy, string backbone, double beta, double millions, int kept)
    {
        var spec = TestNetworks.Spec(backbone);
        using var network = new AttentionNetwork(spec, Scheme.AllOn(spec.Backbone.Blocks), 1);
        var scores = strategy == "l1" ? ModuleScores.L1(network) : ModuleScores.GeometricMedian(network);
        var setup = new StrategySetup(
            strategy, [.. spec.Backbone.BlocksPerStage], 1, 1, new SearchOptions { Keep = beta }, new Guidance([scores]));
        var scheme = new LocalSearch(setup, null, _ => 0).Run().Single().Schemes.Single();
        Assert.Equal(kept, scheme.Connections);
        Assert.Equal(millions, Math.Round(NetworkCost.Of(spec, scheme, 32).Parameters / 1e6, 2));
    }
}
