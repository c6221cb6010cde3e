using Lth4Sa.Search.Random;

namespace Lth4Sa.Search.Schemes;

/// <summary>Schemes drawn at random without repetition.</summary>
public static class RandomSchemes
{
    /// <summary>Schemes drawn uniformly from all.</summary>
    /// <param name="count">The number of schemes, at most 2^<paramref name="blocks"/>; more are not found.</param>
    /// <param name="stream">The stream of random numbers that they are drawn from.</param>
    public static IEnumerable<Scheme> Distinct(int blocks, int count, ulong seed, RandomStream stream)
    {
        var random = new Philox(seed);
        return Enumerable.Range(0, int.MaxValue)
            .Select(i => Scheme.FromBits((ulong)random.Bits(stream, 0, (uint)i), blocks)).Distinct().Take(count);
    }

    /// <summary>
    /// Schemes stratified by their number of connections: the numbers 0 to m come equally often, as far as there are different schemes,
    /// and the schemes of a number are drawn uniformly.
    /// </summary>
    /// <param name="blocks">m, in 1..64.</param>
    /// <param name="count">The number of schemes, at least 0; where there are fewer, all of them are answered.</param>
    /// <param name="seed">The seed of the schemes.</param>
    /// <returns>The schemes, those with few connections first.</returns>
    public static IReadOnlyList<Scheme> Stratified(int blocks, int count, ulong seed)
    {
        var random = new Philox(seed);
        return [.. Sizes(blocks, count).SelectMany((size, connections) => Draw(random, blocks, connections, size))];
    }

    // How many schemes have each number of connections.
    private static int[] Sizes(int blocks, int count)
    {
        var most = Array.ConvertAll(Binomials(blocks), all => (int)Math.Min(all, count));
        var sizes = new int[blocks + 1];
        for (var left = (int)Math.Min(count, most.Sum(m => (long)m)); left > 0;)
        {
            int[] open = [.. Enumerable.Range(0, sizes.Length).Where(c => sizes[c] < most[c])];
            if (left < open.Length)
            {
                // One for some of them, in equal distances.
                open = [.. Enumerable.Range(0, left).Select(i => open[(int)((i + 0.5) * open.Length / left)])];
            }

            var each = Math.Min(left / open.Length, open.Min(c => most[c] - sizes[c]));
            Array.ForEach(open, c => sizes[c] += each);
            left -= each * open.Length;
        }

        return sizes;
    }

    private static IEnumerable<Scheme> Draw(Philox random, int blocks, int connections, int size)
    {
        // A number of the stream's step for each draw of each stratum.
        var step = (ulong)connections << 32;
        if (2L * size > Binomials(blocks)[connections])
        {
            var all = All(blocks, connections).ToArray();
            return random.Permutation(all.Length, RandomStream.StratifiedSchemes, step).Take(size).Select(i => all[i]);
        }

        return Enumerable.Range(0, int.MaxValue).Select(draw =>
        {
            var order = random.Permutation(blocks, RandomStream.StratifiedSchemes, step + (ulong)draw);
            var on = order[..connections];
            return Scheme.Create(blocks, block => on.Contains(block));
        }).Distinct().Take(size);
    }

    // All schemes with so many connections, by the choices of the first block that is on.
    private static IEnumerable<Scheme> All(int blocks, int connections)
    {
        return Bits(0, connections).Select(bits => new Scheme(bits, blocks));

        IEnumerable<ulong> Bits(int from, int left) => left == 0
            ? [0UL]
            : Enumerable.Range(from, Math.Max(0, blocks - left + 1 - from))
                .SelectMany(first => Bits(first + 1, left - 1).Select(rest => rest | 1UL << first));
    }

    // Pascal's triangle: the schemes with each number of connections. Those of 64 blocks fit.
    private static long[] Binomials(int blocks)
    {
        var row = new long[blocks + 1];
        row[0] = 1;
        for (var block = 1; block <= blocks; block++)
        {
            for (var c = block; c > 0; c--)
            {
                row[c] += row[c - 1];
            }
        }

        return row;
    }
}
