using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Search.Tests;

/// <summary>Numbers that cannot be reckoned with end a search where they arise.</summary>
public sealed class NonFiniteTests
{
    private static readonly Scheme Half = Scheme.Parse("10");

    [Theory]
    [InlineData(1e308, 60, "is Infinity, ")]
    [InlineData(-1e308, 60, "is -Infinity, ")]
    [InlineData(1e99, 60, "is 6E+100, ")]
    [InlineData(1, double.NaN, "is NaN, ")]
    public void Reward_NotToBeReckonedWith_NamesSchemeAccuracyAndWeights(double weight, double accuracy, string expected)
    {
        var options = new RewardOptions(Accuracy: weight);
        var message = Assert.Throws<NonFiniteException>(() => options.ExtrinsicReward(Half, accuracy)).Message;
        Assert.Contains($"The reward of scheme 10 {expected}", message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"accuracy {accuracy} %"), message, StringComparison.Ordinal);
        Assert.Contains(
            FormattableString.Invariant($"lambda-sparsity 2, lambda-accuracy {weight}, lambda-curiosity 0.1"), message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Reward_AsLargeAsIsAllowed_IsOne() => Assert.Equal(1e100, new RewardOptions(0, 1e99).ExtrinsicReward(Half, 10));

    [Fact]
    public void Search_RewardThatIsNotFinite_EndsAtItsStep()
    {
        var asked = 0;
        var setup = new StrategySetup(
            "random", [6], 10, 1, new SearchOptions { Reward = new RewardOptions(Accuracy: 1e99) });
        var search = new LocalSearch(setup, budget: null, _ => ++asked <= 3 ? 1 : 60);
        var taken = new List<SearchStep>();
        var message = Assert.Throws<NonFiniteException>(() => taken.AddRange(search.Run())).Message;
        Assert.Matches("^The reward of scheme [01]{6} in step 2 is 6E[+]100, .*accuracy 60 %, .*lambda-accuracy 1E[+]99", message);
        Assert.Equal(1, search.Session.Step);
    }

    [Theory]
    [InlineData(0.5, double.NaN, 0.5, "the probability of block 2 is NaN")]
    [InlineData(0.5, 0.5, double.NaN, "p-bar is NaN")]
    public async Task Search_PolicyThatIsNotFinite_EndsBeforeItsStep(double first, double second, double pBar, string expected)
    {
        var session = new SearchSession(SearchStrategies.Registry.Get("ean"), new RewardOptions(), 5, budget: null);
        var parts = new Parts(new Proposal([Half], [first, second], pBar));
        var message = (await Assert.ThrowsAsync<NonFiniteException>(async () => await session.StepAsync(parts))).Message;
        Assert.StartsWith($"What the strategy has learnt before step 1 is not finite: {expected}, with", message, StringComparison.Ordinal);
        Assert.False(parts.Evaluated);
    }

    [Theory]
    [InlineData("ean")]
    [InlineData("hsp")]
    public void Rescoring_WeightThatIsTooLarge_IsRefused(string strategy)
    {
        var setup = new StrategySetup(strategy, [4], 3, 1, new SearchOptions { Reward = new RewardOptions(Accuracy: 1e308) });
        var stored = Enumerable.Range(0, 16).ToDictionary(bits => new Scheme((ulong)bits, 4), _ => 60.0);
        Assert.Throws<NonFiniteException>(() => Rescoring.Of(setup, null, stored, stored, 3, [], 10));
    }

    private sealed class Parts(Proposal proposal) : ISearchParts
    {
        public bool Evaluated { get; private set; }

        public ValueTask<Proposal> ProposeAsync(long step) => new(proposal);

        public ValueTask<Evaluation[]> EvaluateAsync(IReadOnlyList<Scheme> schemes)
        {
            Evaluated = true;
            return new([.. schemes.Select(s => new Evaluation(s, 60, 0, 0))]);
        }

        public ValueTask<double[]> ObserveAsync(long step, IReadOnlyList<Scheme> schemes) => new(new double[schemes.Count]);

        public ValueTask<Replayed?> ExchangeAsync(long step, Experience[] entries) => new((Replayed?)null);

        public ValueTask LearnAsync(long step, Experience[] entries, Experience[] replayed) => default;
    }
}
