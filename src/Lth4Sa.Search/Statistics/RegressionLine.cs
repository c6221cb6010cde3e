using MathNet.Numerics;

namespace Lth4Sa.Search.Statistics;

/// <summary>The line of least squares, y = slope x + intercept.</summary>
/// <param name="Slope">The units of y for one of x.</param>
/// <param name="Intercept">y at x = 0.</param>
public sealed record RegressionLine(double Slope, double Intercept)
{
    /// <summary>The line through pairs.</summary>
    /// <returns>Null for fewer than two pairs, or where x is the same in all.</returns>
    public static RegressionLine? Of(double[] x, double[] y)
    {
        if (x.Length < 2)
        {
            return null;
        }

        var (intercept, slope) = Fit.Line(x, y);
        return double.IsFinite(slope) && double.IsFinite(intercept) ? new RegressionLine(slope, intercept) : null;
    }

    /// <summary>y at a place.</summary>
    public double At(double x) => Slope * x + Intercept;
}
