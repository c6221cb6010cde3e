namespace Lth4Sa.Search.Statistics;

/// <summary>
/// Pairs of numbers, sorted once, so that the correlations of a resample take no sorting: a resample is how often it has each pair.
/// Kendall's tau-b counts the pairs in order with a Fenwick tree (1994), in O(n log n).
/// </summary>
internal sealed class RankedPairs
{
    private readonly double[] xs, ys;
    private readonly int[] xRanks, yRanks, byX;
    private readonly int xCount, yCount;

    /// <param name="x">The first numbers; finite.</param>
    /// <param name="y">The second numbers; finite, and as many.</param>
    public RankedPairs(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Count, x.Count, nameof(y));
        (xs, ys) = (Scaled(x), Scaled(y));
        // Of the numbers themselves: scaling may round two of them to one.
        (xRanks, xCount) = Ranked(x);
        (yRanks, yCount) = Ranked(y);
        byX = [.. Enumerable.Range(0, xs.Length).OrderBy(i => xRanks[i])];
    }

    /// <summary>The number of pairs.</summary>
    public int Count => xs.Length;

    /// <summary>Whether all first numbers are equal.</summary>
    public bool XIsConstant => xCount <= 1;

    /// <summary>Whether all second numbers are equal.</summary>
    public bool YIsConstant => yCount <= 1;

    /// <summary>The correlations of all pairs, each taken once; null where the numbers of one side are all equal.</summary>
    public Correlations? Correlate() => Correlate([.. Enumerable.Repeat(1, Count)]);

    /// <summary>The correlations of a resample; null where the numbers of one side are all equal in it.</summary>
    /// <param name="times">How often the resample has each pair.</param>
    public Correlations? Correlate(int[] times)
    {
        var (total, xTimes, yTimes) = (0, new int[xCount], new int[yCount]);
        for (var i = 0; i < times.Length; i++)
        {
            total += times[i];
            xTimes[xRanks[i]] += times[i];
            yTimes[yRanks[i]] += times[i];
        }

        if (xTimes.Contains(total) || yTimes.Contains(total))
        {
            return null;
        }

        var (xAverages, yAverages) = (AverageRanks(xTimes), AverageRanks(yTimes));
        var pearson = Pearson(times, total, i => xs[i], i => ys[i]);
        // Differences may be so small beside the largest number that their squares are 0.
        return !double.IsFinite(pearson) ? null : new Correlations(
            pearson, Kendall(times, total, xTimes, yTimes),
            Pearson(times, total, i => xAverages[xRanks[i]], i => yAverages[yRanks[i]]));
    }

    // No correlation depends on the scale, but the squares of very large or small numbers would not be finite, or 0.
    private static double[] Scaled(IReadOnlyList<double> values)
    {
        var most = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return [.. values.Select(v => most > 0 ? v / most : v)];
    }

    // The place of each number among the distinct ones, from 0.
    private static (int[] Ranks, int Count) Ranked(IReadOnlyList<double> values)
    {
        var (ranks, count, last) = (new int[values.Count], 0, double.NaN);
        foreach (var i in Enumerable.Range(0, values.Count).OrderBy(i => values[i]))
        {
            count += values[i] == last ? 0 : 1;
            (ranks[i], last) = (count - 1, values[i]);
        }

        return (ranks, count);
    }

    private static double[] AverageRanks(int[] times)
    {
        var (before, averages) = (0, new double[times.Length]);
        for (var rank = 0; rank < times.Length; rank++)
        {
            averages[rank] = before + (times[rank] + 1) / 2.0;
            before += times[rank];
        }

        return averages;
    }

    private static double Pearson(int[] times, int total, Func<int, double> x, Func<int, double> y)
    {
        var (xMean, yMean, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < times.Length; i++)
        {
            xMean += times[i] * x(i) / total;
            yMean += times[i] * y(i) / total;
        }

        for (var i = 0; i < times.Length; i++)
        {
            var (dx, dy) = (x(i) - xMean, y(i) - yMean);
            xx += times[i] * dx * dx;
            yy += times[i] * dy * dy;
            xy += times[i] * dx * dy;
        }

        return Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }

    private double Kendall(int[] times, int total, int[] xTimes, int[] yTimes)
    {
        // Pairs are taken by x; the tree holds, by rank of y, those of a smaller x.
        var (tree, inserted, balance) = (new FenwickTree(yCount), 0, 0L);
        for (int start = 0, end = 0; start < byX.Length; start = end)
        {
            while (end < byX.Length && xRanks[byX[end]] == xRanks[byX[start]])
            {
                var (count, rank) = (times[byX[end]], yRanks[byX[end++]]);
                if (count > 0)
                {
                    var (below, upTo) = (tree.SumBelow(rank), tree.SumBelow(rank + 1));
                    balance += (long)count * (below - (inserted - upTo));
                }
            }

            for (var at = start; at < end; at++)
            {
                tree.Add(yRanks[byX[at]], times[byX[at]]);
                inserted += times[byX[at]];
            }
        }

        var untied = (Pairs(total) - xTimes.Sum(Pairs)) * (Pairs(total) - yTimes.Sum(Pairs));
        return Math.Clamp(balance / Math.Sqrt(untied), -1, 1);
    }

    private static double Pairs(int count) => count * (count - 1L) / 2.0;
}
