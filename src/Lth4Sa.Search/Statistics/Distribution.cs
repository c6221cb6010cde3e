using MathNet.Numerics.Statistics;

namespace Lth4Sa.Search.Statistics;

/// <summary>What a violin shows (Fig. 2): minimum, quartiles, mean, maximum, and the density between minimum and maximum.</summary>
/// <param name="Density">
/// The density at <see cref="Points"/> evenly spaced places from minimum to maximum, with a Gaussian kernel of Silverman's
/// width; all 0 where that width is 0, because all values or the middle half of them are equal.
/// </param>
public sealed record Distribution(
    int Count, double Min, double LowerQuartile, double Median, double Mean, double UpperQuartile, double Max, double[] Density)
{
    public const int Points = 41;

    // Below it values differ by rounding only, and a density would be out of all bounds.
    private const double MinWidth = 1e-9;

    /// <returns>Null for no values.</returns>
    public static Distribution? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var (min, max) = (values.Min(), values.Max());
        var width = 0.9 * Math.Min(values.StandardDeviation(), values.InterquartileRange() / 1.34) * Math.Pow(values.Count, -0.2);
        var density = Enumerable.Range(0, Points)
            .Select(i => width >= MinWidth ? DensityAt(min + (max - min) * i / (Points - 1), width, values) : 0).ToArray();
        return new Distribution(
            values.Count, min, values.LowerQuartile(), values.Median(), values.Mean(), values.UpperQuartile(), max, density);
    }

    // MathNet's sum is shared out among threads, so that its last digits depend on how many there are.
    private static double DensityAt(double place, double width, IReadOnlyCollection<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            var distance = (place - value) / width;
            sum += Math.Exp(-0.5 * distance * distance);
        }

        return sum / (values.Count * width * Math.Sqrt(2 * Math.PI));
    }
}
