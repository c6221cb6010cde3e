using Lth4Sa.Search.Random;
using MathNet.Numerics.Statistics;

namespace Lth4Sa.Search.Statistics;

/// <summary>
/// Percentile bootstrap of correlations (Efron, 1979): pairs are drawn with replacement, and the middle 95 % of what comes of it is
/// the interval. A resample in which one side is constant defines no correlation; it is skipped and counted.
/// </summary>
internal sealed class Bootstrap
{
    /// <summary>The resamples for up to 10,000 pairs, and the most there are: more pairs have fewer resamples.</summary>
    public const int MostResamples = 10_000;

    private const int FewestResamples = 200;

    private const double Tail = 0.025;

    private readonly Correlations[] defined;

    /// <param name="pairs">The pairs.</param>
    /// <param name="seed">The seed of the resamples.</param>
    public Bootstrap(RankedPairs pairs, ulong seed)
    {
        Resamples = ResamplesOf(pairs.Count);
        var (random, all) = (new Philox(seed), new Correlations?[Resamples]);
        // Each resample depends on its number alone, so the order in which they are taken does not matter.
        Parallel.For(0, Resamples, resample =>
        {
            var times = new int[pairs.Count];
            for (var i = 0; i < times.Length; i++)
            {
                times[random.Below(times.Length, RandomStream.Bootstrap, (ulong)resample, (uint)i)]++;
            }

            all[resample] = pairs.Correlate(times);
        });
        defined = [.. all.OfType<Correlations>()];
    }

    /// <summary>Resamples that were taken.</summary>
    public int Resamples { get; }

    /// <summary>Resamples that define no correlation.</summary>
    public int Skipped => Resamples - defined.Length;

    /// <summary>A coefficient with its interval.</summary>
    /// <param name="value">The coefficient of the pairs.</param>
    /// <param name="of">Its value in a resample.</param>
    public CorrelationEstimate Estimate(double value, Func<Correlations, double> of)
    {
        double[] sorted = [.. defined.Select(of).Order()];
        return sorted.Length == 0 ? new(value, null, null) : new(value, Quantile(Tail), Quantile(1 - Tail));

        double Quantile(double share) => SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
    }

    /// <summary>
    /// The resamples for a number of pairs: 10,000, and fewer where more than 10,000 pairs would take minutes and have narrow
    /// intervals anyway, at least 200.
    /// </summary>
    public static int ResamplesOf(int pairs) =>
        (int)Math.Clamp((long)MostResamples * MostResamples / Math.Max(pairs, 1), FewestResamples, MostResamples);
}
