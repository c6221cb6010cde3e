using System.Text.Json;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Search.Tests;

/// <summary>Against numbers by hand, or by scipy 1.10 (pearsonr, kendalltau, spearmanr, linregress, and bootstrap for the intervals).</summary>
public sealed class FidelityTests
{
    private static readonly double[] First = [1.2, 3.4, 2.2, 5.1, 4.0, 2.2, 0.7], Second = [2.0, 2.9, 2.2, 4.4, 5.0, 1.0, 1.0];

    private static readonly double[] Xs = [.. Enumerable.Range(0, 42).Select(i => 60 + Math.Floor(100 * Math.Sin(i * 1.7)) / 10)];

    private static readonly double[] Ys = [.. Enumerable.Range(0, 42).Select(i => 70 + Math.Floor(50 * Math.Cos(i * 0.9)) / 10 + Xs[i] / 4)];

    [Fact]
    public void Coefficients_OfSevenPairsWithTies_AreScipys()
    {
        Assert.Equal(0.8674702889909689, Pearson(First, Second)!.Value, 12);
        Assert.Equal(0.7499999999999999, Kendall(First, Second)!.Value, 12);
        Assert.Equal(0.8636363636363636, Spearman(First, Second)!.Value, 12);
    }

    [Fact]
    public void Kendall_OfManyPairs_CountsAsTheDefinition()
    {
        var a = Enumerable.Range(0, 300).Select(i => Math.Floor(40 * Math.Sin(i * 1.7))).ToArray();
        var b = Enumerable.Range(0, 300).Select(i => Math.Floor(25 * Math.Cos(i * 0.9)) + a[i] / 3).ToArray();
        double balance = 0, untiedA = 0, untiedB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                balance += Math.Sign(a[i] - a[j]) * Math.Sign(b[i] - b[j]);
                untiedA += a[i] == a[j] ? 0 : 1;
                untiedB += b[i] == b[j] ? 0 : 1;
            }
        }

        Assert.Equal(balance / Math.Sqrt(untiedA * untiedB), Kendall(a, b)!.Value, 12);
    }

    [Fact]
    public void Statistics_OfFortyTwoPairs_AreScipysWithItsIntervals()
    {
        var statistics = Of(Xs, Ys);
        Near(0.47015411539414953, 0.21804077866735072, 0.6655130795932717, statistics.Pearson);
        Near(0.3657547807741794, 0.16676880865404553, 0.549795865144741, statistics.Kendall);
        Near(0.4530534539294498, 0.16852341586414069, 0.6820056397458353, statistics.Spearman);
        Assert.Equal((42, 10_000, 0, null), (statistics.Schemes, statistics.Resamples, statistics.Skipped, statistics.Undefined));
        Assert.Equal(0.26842112824823383, statistics.Line!.Slope, 12);
        Assert.Equal(68.8559791695733, statistics.Line.Intercept, 9);

        // Two sets of 10,000 resamples differ by about a hundredth at their 2.5 % quantiles.
        static void Near(double value, double lower, double upper, CorrelationEstimate estimate)
        {
            Assert.Equal(value, estimate.Value!.Value, 12);
            Assert.InRange(estimate.Lower!.Value, lower - 0.02, lower + 0.02);
            Assert.InRange(estimate.Upper!.Value, upper - 0.02, upper + 0.02);
        }
    }

    [Fact]
    public void Statistics_OfOneSeed_AreTheSameBitForBitAndOfAnotherNot()
    {
        var (once, again, other) = (Of(Xs, Ys, 5), Of(Xs, Ys, 5), Of(Xs, Ys, 6));
        Assert.Equal((once.Pearson, once.Kendall, once.Spearman), (again.Pearson, again.Kendall, again.Spearman));
        Assert.NotEqual(once.Pearson, other.Pearson);
        Assert.Equal(once.Pearson.Value, other.Pearson.Value);
    }

    [Fact]
    public void Coefficients_OfAColumnWithItself_AreNotAboveOne()
    {
        double[] values = [.. Enumerable.Range(0, 256).Select(i => i % 41 / 7.0)];
        Assert.Equal((1, 1), (Kendall(values, values), Kendall(values, [.. values.Select(v => v / 3)])));
        Assert.InRange(Pearson(values, values)!.Value, 1 - 1e-12, 1);
        Assert.InRange(Spearman(values, values)!.Value, 1 - 1e-12, 1);
    }

    [Fact]
    public void Resample_OfSomePairs_HasTheCoefficientsOfItsOwnPairs()
    {
        int[] times = [2, 0, 1, 3, 1, 0, 1];
        var (a, b) = (Repeated(First), Repeated(Second));
        var sample = new RankedPairs(First, Second).Correlate(times)!.Value;
        Assert.Equal(Pearson(a, b)!.Value, sample.Pearson, 12);
        Assert.Equal(Kendall(a, b)!.Value, sample.Kendall, 12);
        Assert.Equal(Spearman(a, b)!.Value, sample.Spearman, 12);

        double[] Repeated(double[] values) => [.. values.SelectMany((v, i) => Enumerable.Repeat(v, times[i]))];
    }

    [Fact]
    public void Statistics_OfTwoPairs_SkipsTheResamplesThatDefineNothing()
    {
        var statistics = Of([60, 61], [70, 72]);
        Assert.Equal(new CorrelationEstimate(1, 1, 1), statistics.Kendall);
        // Both draws are the same pair in half of all resamples.
        Assert.InRange(statistics.Skipped, 4800, 5200);
    }

    [Theory]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 1, 2, 3 }, "supernet is the same for every scheme.")]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 0, 0, 0 }, "alone is the same for every scheme.")]
    [InlineData(new double[] { 1 }, new double[] { 2 }, "A correlation takes two schemes at least.")]
    [InlineData(new double[] { }, new double[] { }, "A correlation takes two schemes at least.")]
    public void Statistics_WithoutACorrelation_SayWhyAndAreJson(double[] x, double[] y, string reason)
    {
        var statistics = Of(x, y);
        Assert.Equal(reason, statistics.Undefined);
        Assert.Equal(new CorrelationEstimate(null, null, null), statistics.Pearson);
        Assert.Empty(statistics.Top);
        // Numbers that are not finite would throw here.
        Assert.Contains("\"Value\":null", JsonSerializer.Serialize(statistics), StringComparison.Ordinal);
        Assert.Null(Pearson(x, y));
        Assert.Null(Kendall(x, y));
        Assert.Null(Spearman(x, y));
    }

    [Theory]
    [InlineData(1e308)]
    [InlineData(1e-308)]
    public void Coefficients_OfNumbersWhoseSquaresAreNotFinite_AreThoseOfTheSameShape(double scale)
    {
        double[] scaled = [.. First.Select(v => v / 10 * scale)];
        Assert.Equal(Pearson(First, Second)!.Value, Pearson(scaled, Second)!.Value, 9);
    }

    [Fact]
    public void TopOverlap_WithTies_GoesByConnectionsThenByTheString()
    {
        // By x: 0001, 0010, 1000, 0011, ...; by y: 0010, 0001, 1000, 0011, ....
        var pairs = new (string Scheme, double X, double Y)[]
        {
            ("0011", 70, 60), ("0010", 70, 80), ("0001", 70, 75), ("1000", 70, 70), ("1111", 60, 50), ("0111", 50, 40),
        };
        var top = TopOverlap.Of([.. pairs.Select(p => new PairedScheme(Scheme.Parse(p.Scheme), p.X, p.Y))]);
        Assert.Equal([new(1, 0, 1 / 6.0), new(3, 3, 9 / 6.0), new(5, 5, 25 / 6.0)], top);
    }

    [Theory]
    [InlineData(2, 10_000)]
    [InlineData(10_000, 10_000)]
    [InlineData(65_536, 1525)]
    [InlineData(1 << 20, 200)]
    public void Resamples_OfManyPairs_AreFewer(int pairs, int expected) => Assert.Equal(expected, Bootstrap.ResamplesOf(pairs));

    private static FidelityStatistics Of(double[] x, double[] y, ulong seed = 0) => FidelityStatistics.Of(
        new PairedColumns("supernet", "alone", [.. x.Select((v, i) => new PairedScheme(new Scheme((ulong)i, 6), v, y[i]))]), seed);

    private static double? Pearson(IReadOnlyList<double> a, IReadOnlyList<double> b) => new RankedPairs(a, b).Correlate()?.Pearson;

    private static double? Kendall(IReadOnlyList<double> a, IReadOnlyList<double> b) => new RankedPairs(a, b).Correlate()?.Kendall;

    private static double? Spearman(IReadOnlyList<double> a, IReadOnlyList<double> b) => new RankedPairs(a, b).Correlate()?.Spearman;
}
