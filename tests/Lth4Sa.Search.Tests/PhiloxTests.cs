using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.Tests;

public sealed class PhiloxTests
{
    /// <summary>The known answers of the authors' Random123 library (kat_vectors, philox4x32-10).</summary>
    [Theory]
    [InlineData(0u, 0ul, 0u, 0ul, "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData(0xffffffffu, 0xfffffffffffffffful, 0xffffffffu, 0xfffffffffffffffful, "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData(0x03707344u, 0x13198a2e85a308d3ul, 0x243f6a88u, 0x299f31d0a4093822ul, "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Bits_KnownCounters_MatchTheAuthors(uint stream, ulong step, uint index, ulong key, string expected)
    {
        var bits = new Philox(key).Bits((RandomStream)stream, step, index);
        var words = Enumerable.Range(0, 4).Select(i => ((uint)(bits >> (32 * i))).ToString("x8"));
        Assert.Equal(expected, string.Join(' ', words));
    }

    [Fact]
    public void Uniform_ManyIndices_HasMeanAndVarianceOfTheUnitInterval()
    {
        var values = Enumerable.Range(0, 20000).Select(i => new Philox(7).Uniform(RandomStream.Actions, 3, (uint)i)).ToArray();
        Assert.All(values, v => Assert.InRange(v, 0, 0.9999999999999999));
        Assert.Equal(0.5, values.Average(), 2);
        Assert.Equal(1.0 / 12, values.Average(v => (v - 0.5) * (v - 0.5)), 2);
    }

    [Fact]
    public void Normal_ManyIndices_HasMeanZeroAndVarianceOne()
    {
        var values = Enumerable.Range(0, 40000).Select(i => new Philox(7).Normal(RandomStream.NetworkWeights, 3, (uint)i)).ToArray();
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(v => v * v), 0.97, 1.03);
    }

    [Fact]
    public void Below_ThreeValues_AreEquallyLikely()
    {
        var counts = Enumerable.Range(0, 30000).GroupBy(i => new Philox(1).Below(3, RandomStream.Crop, 0, (uint)i))
            .ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal([0, 1, 2], counts.Keys.Order());
        Assert.All(counts.Values, c => Assert.InRange(c, 9700, 10300));
    }

    [Fact]
    public void Permutation_OfMany_HoldsEachOnceAndDependsOnTheStep()
    {
        var order = new Philox(1).Permutation(100, RandomStream.EpochOrder, 0);
        Assert.Equal(Enumerable.Range(0, 100), order.Order());
        Assert.NotEqual(order, new Philox(1).Permutation(100, RandomStream.EpochOrder, 1));
        Assert.Equal(order, new Philox(1).Permutation(100, RandomStream.EpochOrder, 0));
    }
}
