namespace Lth4Sa.Search.Theory.ResNets;

/// <summary>An integral over the unit cube, by random points.</summary>
/// <param name="Value">The mean over the points.</param>
/// <param name="StandardError">The standard error of the mean.</param>
public sealed record Integral(double Value, double StandardError)
{
    /// <summary>The value with three standard errors, below which the integral is almost surely.</summary>
    public double AtMost => Value + 3 * StandardError;

    /// <summary>The integral of |f - g| from the values of f and g at the same points, at least two.</summary>
    internal static Integral OfDistance(double[] f, double[] g)
    {
        var distances = f.Zip(g, (a, b) => Math.Abs(a - b)).ToArray();
        var mean = distances.Average();
        var variance = distances.Sum(d => (d - mean) * (d - mean)) / (distances.Length - 1);
        return new(mean, Math.Sqrt(variance / distances.Length));
    }
}
