using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.Schemes;

/// <summary>Schemes drawn uniformly at random without repetition.</summary>
public static class RandomSchemes
{
    /// <param name="count">The number of schemes, at most 2^<paramref name="blocks"/>; more are not found.</param>
    /// <param name="stream">The stream of random numbers that they are drawn from.</param>
    public static IEnumerable<Scheme> Distinct(int blocks, int count, ulong seed, RandomStream stream)
    {
        var random = new Philox(seed);
        return Enumerable.Range(0, int.MaxValue)
            .Select(i => Scheme.FromBits((ulong)random.Bits(stream, 0, (uint)i), blocks)).Distinct().Take(count);
    }
}
