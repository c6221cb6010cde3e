using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Search.Tests;

/// <summary>What is particular to each strategy.</summary>
public sealed class StrategyTests
{
    [Fact]
    public void Hsp_OfSixBlocks_TriesEveryPhaseOfTwoAndThree() => Assert.Equal(
        ["101010", "010101", "100100", "010010", "001001"], Run("hsp", 6, 10).SelectMany(s => s.Schemes).Select(s => s.ToString()));

    [Theory]
    [InlineData(4, 10)]
    [InlineData(6, 1000)]
    public void Exhaustive_WithinItsSteps_TriesEverySchemeOnce(int blocks, int steps)
    {
        var tried = Run("exhaustive", blocks, steps).SelectMany(s => s.Schemes).ToArray();
        Assert.Equal(1 << blocks, tried.Length);
        Assert.Equal(1 << blocks, tried.Distinct().Count());
    }

    [Fact]
    public void RankedModules_OfAllStages_KeepsTheHighestScoresWhereverTheyAre()
    {
        var guidance = new Guidance([[5, 9, 7, 6, 0.1, 0.3, 0.2]]);
        Assert.Equal("0111" + "000", Assert.Single(Run("l1", 7, 5, guidance, [4, 3])).Schemes.Single().ToString());
        // The second stage has the lower scores throughout, and still keeps the whole part of its half.
        var byStage = new SearchOptions { RankByStage = true };
        Assert.Equal("0110" + "010", Assert.Single(Run("l1", 7, 5, guidance, [4, 3], byStage)).Schemes.Single().ToString());
    }

    [Fact]
    public void List_OfFiveSchemes_TriesThemInTheirOrder()
    {
        Scheme[] schemes = [.. new[] { "101", "000", "111", "010", "001" }.Select(Scheme.Parse)];
        Assert.Equal(schemes, Run("list", 3, 10, options: new SearchOptions { Schemes = schemes }).SelectMany(s => s.Schemes));
    }

    [Theory]
    [InlineData(0, "000000")]
    [InlineData(1, "111111")]
    [InlineData(0.34, "001001")]
    public void RankedModules_Keep_DecidesHowMany(double keep, string expected) => Assert.Equal(expected, Assert.Single(
        Run("gm", 6, 5, new Guidance([[1, 2, 3, 1, 2, 3]]), [3, 3], new SearchOptions { Keep = keep })).Schemes.Single().ToString());

    [Fact]
    public void RelaxedGates_EachStep_TriesTheOpenOnes()
    {
        var steps = Run("darts", 3, 10, new Guidance([[0.5, 0.49, 0.9], [0.2, 0.8, 0.9]])).ToArray();
        Assert.Equal(["101", "011"], steps.Select(s => s.Schemes.Single().ToString()));
        Assert.Equal([0.2, 0.8, 0.9], steps[1].Probabilities);
    }

    [Fact]
    public void Candidates_OfDarts_AreThoseOfTheLowestMeasuredLossWhateverTheirReward()
    {
        // The first gates would have the highest reward; 01 is measured twice, and worse the second time.
        double[][] rows = [[0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9], [0.1, 0.9]];
        var known = new Dictionary<Scheme, double>
        {
            [Scheme.Parse("00")] = 99, [Scheme.Parse("10")] = 50, [Scheme.Parse("01")] = 60, [Scheme.Parse("11")] = 40,
        };
        var chosen = Chosen([null, 1.25, 0.5, 1.5, 2], known);
        Assert.Equal(["10", "11", "01"], chosen.Select(c => c.Scheme.ToString()));
        Assert.Equal([1.25, 1.5, 2], chosen.Select(c => c.ValidationLoss!.Value));
        Assert.Equal((50, 50 + 2 * 0.5), (chosen[0].Accuracy, chosen[0].Reward));
        // A budget can end the search before the best of them is evaluated, or before any is.
        known.Remove(Scheme.Parse("10"));
        Assert.Equal(["11", "01"], Chosen([null, 1.25, 0.5, 1.5, 2], known).Select(c => c.Scheme.ToString()));
        Assert.Equal(["01", "11", "00"], Chosen([null, 1.25, null, null, null], known).Select(c => c.Scheme.ToString()));
        Assert.Equal("00", Candidates.Of(Setup("random", 2, 5, null, [2], new SearchOptions()), known, 1)[0].Scheme.ToString());

        Candidate[] Chosen(double?[] losses, Dictionary<Scheme, double> evaluated) =>
            Candidates.Of(Setup("darts", 2, 5, new Guidance(rows, losses), [2], new SearchOptions()), evaluated, 3);
    }

    [Fact]
    public void Ga_OfSixteenBlocks_FindsTheBestOf65536SchemesIn1200()
    {
        var landscape = SyntheticLandscape.Registry.Get("additive")(16, 5);
        var search = new LocalSearch(Setup("ga", 16, 400, null, [16], new()), null, landscape.Accuracy);
        Assert.Equal(400, search.Run().Count());
        // No scheme is bred twice while new ones are left.
        Assert.Equal(search.Session.Requested, search.Session.Known.Count);
        Assert.Equal(landscape.Optimum, search.Session.Best!.Scheme);
    }

    [Fact]
    public void Enas_RewardForFollowing_LearnsThatOneBitDependsOnTheBitBefore()
    {
        // A block is good where it repeats the block before: no probability for each block by itself can say so.
        var strategy = SearchStrategies.Registry.Get("enas").Create(
            Setup("enas", 8, 300, null, [8], new SearchOptions { Enas = new() { HiddenWidth = 16, LearningRate = 0.02, Entropy = 1 } }));
        for (var step = 1; step <= 300; step++)
        {
            var proposal = strategy.Propose(step);
            strategy.Learn(step, [.. proposal.Schemes.Select(s => new Experience(s, 2 * Repeats(s), proposal.Probabilities))], []);
        }

        var sampled = Enumerable.Range(301, 50).SelectMany(step => strategy.Propose(step).Schemes).ToArray();
        Assert.True(sampled.Average(Repeats) > 5.5, $"{sampled.Average(Repeats)} of 7");

        static double Repeats(Scheme scheme) => Enumerable.Range(1, scheme.Blocks - 1).Count(l => scheme[l] == scheme[l - 1]);
    }

    [Fact]
    public void Ean_OnRewardForOneScheme_FindsIt()
    {
        var landscape = SyntheticLandscape.Registry.Get("additive")(18, 2);
        var search = new LocalSearch(Setup("ean", 18, 1000, null, [18], new()), null, landscape.Accuracy);
        Assert.True(search.Run().Last().PBar > 0.95);
        Assert.Equal(landscape.Optimum, search.Session.Best!.Scheme);
    }

    private static SearchStep[] Run(
        string name, int blocks, int steps, Guidance? guidance = null, int[]? stages = null, SearchOptions? options = null) =>
        [.. new LocalSearch(Setup(name, blocks, steps, guidance, stages ?? [blocks], options ?? new()), null,
            s => s.Connections).Run()];

    private static StrategySetup Setup(string name, int blocks, int steps, Guidance? guidance, int[] stages, SearchOptions options) =>
        new(name, stages, steps, 1, options, guidance);
}
