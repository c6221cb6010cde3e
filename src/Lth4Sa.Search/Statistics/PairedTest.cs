using MathNet.Numerics.Statistics;
using Perfolizer;
using Perfolizer.Mathematics.SignificanceTesting;
using Perfolizer.Mathematics.SignificanceTesting.Base;

namespace Lth4Sa.Search.Statistics;

/// <summary>Two methods on the same seeds: who was better how often, and whether that could be chance.</summary>
/// <param name="Wins">Seeds on which the first was better.</param>
/// <param name="Ties">Seeds on which both did equally well.</param>
/// <param name="MeanDifference">The mean of the first less the second.</param>
/// <param name="PValue">
/// The p-value of Student's paired t-test, two-sided; null where it says nothing: fewer than two seeds, or all differences equal.
/// </param>
public sealed record PairedTest(int Wins, int Ties, int Losses, double MeanDifference, double? PValue)
{
    /// <param name="first">The values of the first method, one for each seed.</param>
    /// <param name="second">The values of the second method, in the same order.</param>
    public static PairedTest Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Count, first.Count, nameof(second));
        var differences = first.Zip(second, (a, b) => a - b).ToArray();
        return new PairedTest(
            differences.Count(d => d > 0), differences.Count(d => d == 0), differences.Count(d => d < 0),
            differences.Mean(), PValueOf(differences));
    }

    private static double? PValueOf(double[] differences)
    {
        if (differences.Length < 2 || differences.StandardDeviation() == 0)
        {
            return null;
        }

        var greater = (double)StudentTest.Instance.Run(new Sample(differences), 0, AlternativeHypothesis.Greater).PValue;
        return Math.Min(1, 2 * Math.Min(greater, 1 - greater));
    }
}
