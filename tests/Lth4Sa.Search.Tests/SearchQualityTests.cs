using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Search.Tests;

/// <summary>
/// How well EAN searches with its default options: 30 landscapes, each with a seed of its own, at 600 unique evaluations.
/// </summary>
public sealed class SearchQualityTests
{
    private const int Seeds = 30, Budget = 600, Steps = 4 * Budget;

    private const double Significant = 0.05;

    private static readonly RewardOptions Reward = new();

    [Theory]
    [InlineData("additive", 12)]
    [InlineData("pairwise", 12)]
    [InlineData("plateaus", 12)]
    [InlineData("additive", 18)]
    [InlineData("pairwise", 18)]
    [InlineData("plateaus", 18)]
    [InlineData("additive", 54)]
    [InlineData("pairwise", 54)]
    [InlineData("plateaus", 54)]
    public void Ean_AgainstRandomAtEqualBudget_IsBetter(string family, int blocks)
    {
        var test = PairedTest.Of(Best("ean", family, blocks), Best("random", family, blocks));
        Assert.True(test is { MeanDifference: > 0, PValue: < Significant }, test.ToString());
    }

    [Theory]
    [InlineData("additive")]
    [InlineData("pairwise")]
    [InlineData("deceptive")]
    [InlineData("plateaus")]
    public void Ean_OfEighteenBlocks_FindsASchemeOfTheTopTwoHundredthNineTimesInTen(string family)
    {
        var found = Best("ean", family, 18).Zip(Enumerable.Range(1, Seeds), (best, seed) => best >= TopTwoHundredth(family, seed))
            .Count(isTop => isTop);
        Assert.True(found >= 0.9 * Seeds, $"{found} of {Seeds}");
    }

    private static double[] Best(string strategy, string family, int blocks)
    {
        var best = new double[Seeds];
        Parallel.For(0, Seeds, i =>
        {
            var landscape = SyntheticLandscape.Registry.Get(family)(blocks, (ulong)i + 1);
            var setup = new StrategySetup(strategy, [blocks], Steps, (ulong)i + 1001, new SearchOptions());
            var search = new LocalSearch(setup, Budget, landscape.Accuracy);
            Assert.InRange(search.Run().Count(), 1, Steps);
            Assert.InRange(search.Session.Known.Count, 1, Budget);
            best[i] = search.Session.Best!.Reward;
        });
        return best;
    }

    // The reward that one scheme in two hundred has at least, of all 262,144.
    private static double TopTwoHundredth(string family, int seed)
    {
        var landscape = SyntheticLandscape.Registry.Get(family)(18, (ulong)seed);
        var rewards = new double[1 << 18];
        Parallel.For(0, rewards.Length, bits =>
        {
            var scheme = new Scheme((ulong)bits, 18);
            rewards[bits] = Reward.ExtrinsicReward(scheme, landscape.Accuracy(scheme));
        });
        Array.Sort(rewards);
        return rewards[^(rewards.Length / 200)];
    }
}
