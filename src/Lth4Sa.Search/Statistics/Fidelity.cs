using MathNet.Numerics.Statistics;

namespace Lth4Sa.Search.Statistics;

/// <summary>How well one accuracy stands for another, such as the supernet's for that of training from scratch.</summary>
public static class Fidelity
{
    /// <summary>Pearson's r, in -1..1; NaN where one of them is constant. The paper has 0.71 over 42 schemes.</summary>
    public static double Pearson(IReadOnlyList<double> a, IReadOnlyList<double> b) => Correlation.Pearson(a, b);

    /// <summary>
    /// Kendall's tau-b, which corrects for ties, in -1..1; NaN where one of them is constant. O(n log n), after Knight
    /// (1966).
    /// </summary>
    public static double Kendall(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Count, a.Count, nameof(b));
        var order = Enumerable.Range(0, a.Count).OrderBy(i => a[i]).ThenBy(i => b[i]).ToArray();
        var pairs = Pairs(a.Count);
        var (tiedA, tiedB, tiedBoth) = (Ties(a), Ties(b), a.Zip(b).GroupBy(p => p).Sum(g => Pairs(g.Count())));
        var swaps = Swaps([.. order.Select(i => b[i])]);
        return (pairs - tiedA - tiedB + tiedBoth - 2 * swaps) / (Math.Sqrt(pairs - tiedA) * Math.Sqrt(pairs - tiedB));
    }

    private static double Pairs(long count) => count * (count - 1) / 2.0;

    private static double Ties(IEnumerable<double> values) => values.GroupBy(v => v).Sum(g => Pairs(g.Count()));

    // The exchanges of neighbours that sort the values: the discordant pairs.
    private static double Swaps(double[] values)
    {
        var (swaps, scratch) = (0.0, new double[values.Length]);
        for (var width = 1; width < values.Length; width *= 2)
        {
            for (var start = 0; start < values.Length; start += 2 * width)
            {
                var (middle, end) = (Math.Min(start + width, values.Length), Math.Min(start + 2 * width, values.Length));
                var (left, right) = (start, middle);
                for (var at = start; at < end; at++)
                {
                    if (right >= end || (left < middle && values[left] <= values[right]))
                    {
                        scratch[at] = values[left++];
                    }
                    else
                    {
                        scratch[at] = values[right++];
                        swaps += middle - left;
                    }
                }
            }

            (values, scratch) = (scratch, values);
        }

        return swaps;
    }
}
