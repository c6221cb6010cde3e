using MathNet.Numerics.Statistics;

namespace Lth4Sa.Search.Statistics;

/// <summary>What a violin shows (Fig. 2): minimum, quartiles, mean, maximum, and the density between minimum and maximum.</summary>
/// <param name="Density">
/// The density at <see cref="Points"/> evenly spaced places from minimum to maximum, with a Gaussian kernel of Silverman's
/// width; all 0 where all values are equal.
/// </param>
public sealed record Distribution(
    int Count, double Min, double LowerQuartile, double Median, double Mean, double UpperQuartile, double Max, double[] Density)
{
    public const int Points = 41;

    /// <returns>Null for no values.</returns>
    public static Distribution? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var (min, max) = (values.Min(), values.Max());
        var width = 0.9 * Math.Min(values.StandardDeviation(), values.InterquartileRange() / 1.34) * Math.Pow(values.Count, -0.2);
        var samples = values.ToList();
        var density = Enumerable.Range(0, Points)
            .Select(i => width > 0 ? KernelDensity.EstimateGaussian(min + (max - min) * i / (Points - 1), width, samples) : 0).ToArray();
        return new Distribution(
            values.Count, min, values.LowerQuartile(), values.Median(), values.Mean(), values.UpperQuartile(), max, density);
    }
}
