using Lth4Sa.Search.Theory.ResNets;

namespace Lth4Sa.Search.Tests;

public sealed class Theorem2Tests
{
    [Theory]
    [InlineData("wave", 1, 0.1)]
    [InlineData("cone", 1, 0.01)]
    [InlineData("wave", 2, 0.3)]
    [InlineData("cone", 2, 0.1)]
    [InlineData("cone", 3, 0.3)]
    public void Measure_UntilNearEnough_FindsASubnetworkWithinEpsilon(string name, int dimension, double epsilon)
    {
        var theorem = new Theorem2(LipschitzFunction.Registry.Get(name)(dimension), epsilon, epsilon / 2);
        var rows = Measure(theorem);
        Assert.All(rows, row =>
        {
            Assert.True(row.IsSubnetwork);
            Assert.Equal(0, row.ExtensionChange);
            Assert.Equal(row.Short, row.Long);
            Assert.Equal(theorem.Full.Depth, row.ExtendedDepth);
            // Eq. 18 to 20: the triangle inequality, at the same points.
            Assert.True(row.Distance.Value <= row.Long.Value + row.Full.Value + 1e-9);
            Assert.True(row.Full.AtMost <= theorem.Epsilon0 / 2);
        });
        var last = rows[^1];
        Assert.True(last.Long.AtMost <= epsilon / 2);
        Assert.True(last.IsWithin(epsilon));
        Assert.All(rows.SkipLast(1), row => Assert.True(row.Depth < last.Depth && row.Long.AtMost > epsilon / 2));
    }

    /// <summary>
    /// Two cells of the wave are 1 and -1, and the integral of 1 - |sin| is 1 - 2 / pi; one cell of it is 0, and the integral of
    /// |sin| is 2 / pi; two cells of the cone are 1/4, and the mean distance of |x - 1/2| from it is 1/8.
    /// </summary>
    [Theory]
    [InlineData("wave", 2, 0.36338)]
    [InlineData("wave", 1, 0.63662)]
    [InlineData("cone", 2, 0.125)]
    public void Measure_FewCells_AgreesWithTheIntegralByHand(string name, int cells, double expected)
    {
        var row = Assert.Single(Measure(new Theorem2(LipschitzFunction.Registry.Get(name)(1), 0.01, 0.005), cells));
        Assert.InRange(row.Short.Value, expected - 4 * row.Short.StandardError, expected + 4 * row.Short.StandardError);
        Assert.InRange(row.Short.StandardError, 0, 0.01);
        Assert.False(row.IsWithin(0.01));
    }

    /// <summary>The depth grows as n^d and the distance falls as 1/n (Lemma 3 and Eq. 15).</summary>
    [Fact]
    public void Measure_TwiceTheCells_HalvesTheDistance()
    {
        var rows = Measure(new Theorem2(LipschitzFunction.Registry.Get("wave")(2), 0.3, 0.15), 8, 16);
        Assert.Equal((2 * 64 + 2 * 7 + 2, 2 * 256 + 2 * 15 + 2), (rows[0].Depth, rows[1].Depth));
        Assert.Equal(0.5, rows[1].Short.Value / rows[0].Short.Value, 0.03);
    }

    [Fact]
    public void MostCells_AreAsDeepAsTheFullNetworkAllows()
    {
        var theorem = new Theorem2(LipschitzFunction.Registry.Get("wave")(1), 0.1, 0.05);
        Assert.Equal(theorem.Full.Depth, Measure(theorem, theorem.MostCells)[0].ExtendedDepth);
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure(theorem, theorem.MostCells + 1));
    }

    [Fact]
    public void LeastEpsilon0_OfEveryFunctionAndDimension_IsAllowedAndBelowHalf()
    {
        var functions = Enumerable.Range(1, Theorem2.MaxDimension).SelectMany(
            d => LipschitzFunction.Registry.Names.Select(name => LipschitzFunction.Registry.Get(name)(d)));
        Assert.All(functions, function => Assert.InRange(Theorem2.LeastEpsilon0(function), 0, 0.35));
        var wave = LipschitzFunction.Registry.Get("wave")(1);
        var least = Theorem2.LeastEpsilon0(wave);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Theorem2(wave, 0.1, least / 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Theorem2(wave, 0.1, 0.1));
    }

    [Fact]
    public void Measure_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var theorem = new Theorem2(LipschitzFunction.Registry.Get("wave")(1), 0.1, 0.05);
        Assert.Throws<OperationCanceledException>(() => theorem.Measure([], 1000, 0, null, cancelled.Token).ToArray());
    }

    private static Theorem2Row[] Measure(Theorem2 theorem, params int[] cells) =>
        [.. theorem.Measure(cells, 4000, 1, null, CancellationToken.None)];
}
