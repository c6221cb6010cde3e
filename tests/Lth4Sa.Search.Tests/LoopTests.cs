using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Tests;

public sealed class LoopTests
{
    private static readonly SearchStep Step = new(1, [Scheme.Parse("10")], [50], [1.5], 0.6, [0.5, 0.25]);

    [Fact]
    public void Reward_OfAScheme_IsTheWeightedSumOfEq30()
    {
        var reward = new RewardOptions();
        Assert.Equal(2 * 0.75 + 60, reward.ExtrinsicReward(Scheme.Parse("1000"), 60), 12);
        Assert.Equal(0.1 * 0.5, reward.WeightedBonus(0.5), 12);
    }

    [Fact]
    public void Best_Ties_GoToFewerConnectionsThenToTheSmallerString()
    {
        var best = Candidates.Best(
            [new(Scheme.Parse("11"), 50), new(Scheme.Parse("10"), 49), new(Scheme.Parse("01"), 49)], new RewardOptions { Sparsity = 2 }, 3);
        Assert.Equal(["01", "10", "11"], best.Select(c => c.Scheme.ToString()));
        Assert.All(best, c => Assert.Equal(50, c.Reward));
    }

    [Fact]
    public void Chain_AnyChange_ChangesIt()
    {
        var chain = SearchChain.Next(SearchChain.Start, Step);
        Assert.Equal(64, chain.Length);
        Assert.Equal(chain, SearchChain.Next(SearchChain.Start, Step));
        Assert.NotEqual(chain, SearchChain.Next(chain, Step));
        Assert.NotEqual(chain, SearchChain.Next(SearchChain.Start, Step with { Schemes = [Scheme.Parse("01")] }));
        Assert.NotEqual(chain, SearchChain.Next(SearchChain.Start, Step with { Accuracies = [double.BitIncrement(50)] }));
        Assert.NotEqual(chain, SearchChain.Next(SearchChain.Start, Step with { Rewards = [double.BitIncrement(1.5)] }));
        Assert.NotEqual(chain, SearchChain.Next(SearchChain.Start, Step with { Probabilities = [double.BitIncrement(0.5), 0.25] }));
    }
}
