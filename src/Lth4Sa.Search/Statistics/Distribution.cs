using MathNet.Numerics.Statistics;

namespace Lth4Sa.Search.Statistics;

/// <summary>What a violin shows (Fig. 2): least, quartiles, mean, most, and the density between least and most.</summary>
/// <param name="Density">At <see cref="Points"/> evenly spaced places from least to most; a Gaussian kernel of Silverman's width. All 0 where all values are equal.</param>
public sealed record Distribution(int Count, double Least, double LowerQuartile, double Median, double Mean, double UpperQuartile, double Most, double[] Density)
{
    public const int Points = 41;

    /// <returns>Null for no values.</returns>
    public static Distribution? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var (least, most) = (values.Min(), values.Max());
        var width = 0.9 * Math.Min(values.StandardDeviation(), values.InterquartileRange() / 1.34) * Math.Pow(values.Count, -0.2);
        var samples = values.ToList();
        var density = Enumerable.Range(0, Points)
            .Select(i => width > 0 ? KernelDensity.EstimateGaussian(least + (most - least) * i / (Points - 1), width, samples) : 0).ToArray();
        return new Distribution(values.Count, least, values.LowerQuartile(), values.Median(), values.Mean(), values.UpperQuartile(), most, density);
    }
}
