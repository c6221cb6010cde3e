using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Search.Tests;

/// <summary>Against numbers by hand, or by scipy 1.10 (named where used).</summary>
public sealed class StatisticsTests
{
    private static readonly double[] First = [1.2, 3.4, 2.2, 5.1, 4.0, 2.2, 0.7], Second = [2.0, 2.9, 2.2, 4.4, 5.0, 1.0, 1.0];

    [Fact]
    public void PairedTest_OfSevenPairs_HasScipysPValue()
    {
        var test = PairedTest.Of(First, Second);
        Assert.Equal((3, 1, 3), (test.Wins, test.Ties, test.Losses));
        Assert.Equal(0.3 / 7, test.MeanDifference, 12);
        Assert.Equal(PairedByScipy, test.PValue!.Value, 6);
        Assert.Equal(test.PValue.Value, PairedTest.Of(Second, First).PValue!.Value, 9);
    }

    [Fact]
    public void PairedTest_AllDifferencesEqual_HasNoPValue()
    {
        Assert.Null(PairedTest.Of([1, 2], [0, 1]).PValue);
        Assert.Null(PairedTest.Of([1], [0]).PValue);
    }

    [Fact]
    public void ConnectionScore_OfThreeSchemes_IsEq5ByHand()
    {
        var score = ConnectionScore.Of([Scheme.Parse("110"), Scheme.Parse("100"), Scheme.Parse("101")])!;
        Assert.Equal([1, 1 / 3.0, 1 / 3.0], score.Scores);
        // Least squares through (1, 1), (2, 1/3), (3, 1/3).
        Assert.Equal(-1 / 3.0, score.Slope, 12);
        Assert.Null(ConnectionScore.Of([]));
    }

    [Fact]
    public void Landscape_OfFourSchemes_CountsTicketsAndBadOnes()
    {
        var statistics = LandscapeStatistics.Of(new Dictionary<Scheme, double>
        {
            [Scheme.Parse("00")] = 60, [Scheme.Parse("10")] = 62, [Scheme.Parse("01")] = 59, [Scheme.Parse("11")] = 62,
        });
        Assert.Equal((62d, 60d), (statistics.FullAccuracy, statistics.OriginalAccuracy));
        Assert.Equal((1, 1), (statistics.Tickets, statistics.BadSchemes));
        Assert.Equal([1, 0], statistics.TicketScore!.Scores);
        Assert.Equal([0, 1], statistics.BadScore!.Scores);
        Assert.Equal([0, 1, 2], statistics.ByConnections.Keys);
        var one = statistics.ByConnections[1];
        Assert.Equal((2, 59d, 60.5, 62d), (one.Count, one.Min, one.Mean, one.Max));
    }

    [Fact]
    public void Landscape_WithoutTheFullScheme_KnowsNoTickets()
    {
        var statistics = LandscapeStatistics.Of(new Dictionary<Scheme, double> { [Scheme.Parse("10")] = 62 });
        Assert.Equal((null, null), (statistics.FullAccuracy, statistics.OriginalAccuracy));
        Assert.Equal((0, 0), (statistics.Tickets, statistics.BadSchemes));
    }

    [Theory]
    [InlineData(100, 95)]
    [InlineData(40, 38)]
    [InlineData(3, 2)]
    public void TopThreshold_OfTheFirstNumbers_LeavesATwentiethAbove(int count, double expected) =>
        Assert.Equal(expected, LandscapeStatistics.TopThreshold(Enumerable.Range(0, count).Select(i => (double)i)));

    [Fact]
    public void Distribution_OfANormalSample_HasADensityThatIntegratesToOne()
    {
        var random = new Lth4Sa.Search.Random.Philox(1);
        var shape = Distribution.Of(
            [.. Enumerable.Range(0, 2000).Select(i => 5 + 2 * random.Normal(Lth4Sa.Search.Random.RandomStream.Landscape, 0, (uint)i))])!;
        Assert.InRange(shape.Mean, 4.9, 5.1);
        Assert.InRange(shape.Median - shape.LowerQuartile, 1.2, 1.5);
        Assert.InRange(shape.Density.Sum() * (shape.Max - shape.Min) / (Distribution.Points - 1), 0.97, 1.03);
        Assert.All(Distribution.Of([3, 3, 3])!.Density, d => Assert.Equal(0, d));
    }

    [Fact]
    public void Distribution_OfManyValues_IsOneSumInOneOrder()
    {
        var random = new Lth4Sa.Search.Random.Philox(7);
        double[] values =
        [
            .. Enumerable.Range(0, 5000).Select(
                i => 60 + Math.Pow(random.Normal(Lth4Sa.Search.Random.RandomStream.Landscape, 0, (uint)i), 3)),
        ];
        var shape = Distribution.Of(values)!;
        var iqr = shape.UpperQuartile - shape.LowerQuartile;
        var deviation = Math.Sqrt(values.Sum(v => (v - shape.Mean) * (v - shape.Mean)) / (values.Length - 1));
        Assert.True(iqr / 1.34 < deviation);
        var width = 0.9 * (iqr / 1.34) * Math.Pow(values.Length, -0.2);
        for (var i = 0; i < Distribution.Points; i++)
        {
            // To the last bit: a sum that is shared out among threads has other last digits.
            var at = shape.Min + (shape.Max - shape.Min) * i / (Distribution.Points - 1);
            var sum = values.Aggregate(0.0, (sum, v) => sum + Math.Exp(-0.5 * ((at - v) / width) * ((at - v) / width)));
            Assert.Equal(sum / (values.Length * width * Math.Sqrt(2 * Math.PI)), shape.Density[i]);
        }
    }

    [Fact]
    public void Distribution_ValuesThatDifferByRounding_HasFiniteNumbers()
    {
        var shape = Distribution.Of([0, double.Epsilon, 2 * double.Epsilon, 3 * double.Epsilon])!;
        Assert.All(shape.Density, d => Assert.Equal(0, d));
    }

    [Fact]
    public void Comparison_OfTwoContenders_SummarisesThem()
    {
        var comparison = Comparison.Of(
            [
                new("a", [new(1, "10", 3, [1, 3], [0.5, 0.6], 4, 20, 0.5), new(2, "01", 2, [2, 2], [0.5], 2, 20, 0.25)]),
                new("b", [new(1, "11", 2, [2], [], 1, 10, 0), new(2, "11", 1, [1], [], 1, 10, 0)]),
            ],
            2, optimum: 3);
        Assert.Equal([1L, 2], comparison.Seeds);
        Assert.Equal((2.5, 0.5, 1, 2d), (comparison.Table[0].FinalMedian, comparison.Table[0].RegretMedian!.Value,
            comparison.Table[0].Optimal!.Value, comparison.Table[0].Unique));
        Assert.Equal([1.5, 2.5], comparison.Curves[0].Median);
        // What ended early keeps what it had.
        Assert.Equal([1.5, 1.5], comparison.Curves[1].Median);
        Assert.Equal("a", Assert.Single(comparison.PBars).Name);
        Assert.Equal([0.5, 0.6], comparison.PBars[0].Median);
        Assert.Equal((2, 0, 0), (comparison.Wins[0][1].Wins, comparison.Wins[0][1].Ties, comparison.Wins[0][1].Losses));
    }

    private const double PairedByScipy = 0.8927164904590243;
}
