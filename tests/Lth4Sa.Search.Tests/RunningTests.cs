using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Running;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Tests;

public sealed class RunningTests
{
    [Fact]
    public void Reward_Defaults_AreTheReferences() =>
        Assert.Equal(2 * 0.75 + 60 + 0.5, new RewardOptions().Total(Scheme.Parse("1000"), 60, 0.5), 12);

    [Fact]
    public void Best_Ties_GoToFewerConnectionsThenToTheSmallerString()
    {
        var best = Candidates.Best(
            [(Scheme.Parse("11"), 50), (Scheme.Parse("10"), 49), (Scheme.Parse("01"), 49), (Scheme.Parse("10"), 49)],
            new RewardOptions { Sparsity = 2 }, 3);
        Assert.Equal(["01", "10", "11"], best.Select(c => c.Scheme.ToString()));
        Assert.All(best, c => Assert.Equal(50, c.Reward));
    }

    [Fact]
    public void Chain_AnyChange_ChangesIt()
    {
        (Scheme, int, double)[] samples = [(Scheme.Parse("10"), 5, 1.5)];
        var chain = SearchChain.Next(SearchChain.Start, samples, [0.5]);
        Assert.Equal(64, chain.Length);
        Assert.Equal(chain, SearchChain.Next(SearchChain.Start, samples, [0.5]));
        Assert.NotEqual(chain, SearchChain.Next(chain, samples, [0.5]));
        Assert.NotEqual(chain, SearchChain.Next(SearchChain.Start, [(Scheme.Parse("01"), 5, 1.5)], [0.5]));
        Assert.NotEqual(chain, SearchChain.Next(SearchChain.Start, [(Scheme.Parse("10"), 6, 1.5)], [0.5]));
        Assert.NotEqual(chain, SearchChain.Next(SearchChain.Start, [(Scheme.Parse("10"), 5, double.BitIncrement(1.5))], [0.5]));
        Assert.NotEqual(chain, SearchChain.Next(SearchChain.Start, samples, [double.BitIncrement(0.5)]));
    }
}
