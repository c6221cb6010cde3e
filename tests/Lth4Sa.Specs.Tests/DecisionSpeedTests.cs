using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Specs.Tests;

/// <summary>How soon the policies of ENAS and EAN decide (Fig. 5, Table V): the first step whose p-bar is above 0.9.</summary>
public sealed class DecisionSpeedTests
{
    private const int Blocks = 54, Seeds = 7;

    [Fact]
    public void Enas_WithThePresetOfItsSource_DecidesByStep35AndSoonerThanEan()
    {
        var enas = MedianOf("enas", RunPresets.Enas, 70);
        Assert.InRange(enas, 1, 35);
        Assert.InRange(MedianOf("ean", RunPresets.Default, 140), 2 * enas, int.MaxValue);
        Assert.InRange(MedianOf("ean", RunPresets.Reference, 140), 2 * enas, int.MaxValue);
    }

    private static int MedianOf(string strategy, string preset, int steps)
    {
        var firsts = Enumerable.Range(1, Seeds).Select(seed =>
        {
            var spec = RunPresets.Apply(new RunSpec { Strategy = strategy, Seed = seed, Steps = steps }, preset);
            var decided = new LocalSearch(spec.ToStrategySetup([18, 18, 18]), null, Accuracy).Run().FirstOrDefault(step => step.PBar > 0.9);
            return (int?)decided?.Step ?? int.MaxValue;
        });
        return firsts.Order().ElementAt(Seeds / 2);
    }

    // Accuracies rise with the number of connections, as those of the supernet of Table V must, where ENAS ends with all of them; blocks
    // differ in what they bring, and there is noise.
    private static double Accuracy(Scheme scheme)
    {
        var random = new Philox(5);
        var gain = Enumerable.Range(0, Blocks).Where(block => scheme[block])
            .Sum(block => 0.2 + 1.6 * random.Uniform(RandomStream.Landscape, 0, (uint)block));
        return 55 + 20 * gain / Blocks + 0.3 * random.Normal(RandomStream.LandscapeNoise, scheme.Bits, 0);
    }
}
