using MathNet.Numerics;

namespace Lth4Sa.Search.Theory;

/// <summary>
/// The upper tail of the chi-square distribution, far beyond what a floating-point number can hold: millions of degrees of
/// freedom and values of any size. It is the regularized incomplete gamma function Q(k / 2, x / 2), by its power series
/// below the mean and by its continued fraction above it (DLMF 8.11.4 and 8.9.2), in logarithms throughout.
/// </summary>
internal static class ChiSquare
{
    private const double Precision = 1e-16, Least = 1e-300;

    // Above it Stirling's series of the gamma function with four terms is exact to 1e-12.
    private const double ManyDegrees = 20;

    /// <summary>
    /// ln(-ln P), where P is the probability that a chi-square variable is at least a value. It is finite even where P is so
    /// near to 1, or to 0, that it cannot be told from it.
    /// </summary>
    /// <param name="freedom">The degrees of freedom, at least 1.</param>
    /// <param name="logValue">The natural logarithm of the value; infinity is allowed, and gives infinity.</param>
    public static double LogMinusLogTail(int freedom, double logValue)
    {
        var (shape, log) = (freedom / 2.0, logValue - Math.Log(2));
        var value = Math.Exp(log);
        if (double.IsPositiveInfinity(value))
        {
            return double.PositiveInfinity;
        }

        if (value >= shape + 1)
        {
            return Math.Log(-LogUpper(shape, value, log));
        }

        var lower = LogLower(shape, value, log);
        return lower < Math.Log(Precision) ? lower : Math.Log(-SpecialFunctions.Log1p(-Math.Exp(lower)));
    }

    private static double LogLower(double shape, double value, double log)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > Precision * sum; k++)
        {
            term *= value / (shape + k);
            sum += term;
        }

        return LogFactor(shape, value, log) + Math.Log(sum);
    }

    // The continued fraction by Lentz's method. Its factors need not come nearer to 1 than a few roundings.
    private static double LogUpper(double shape, double value, double log)
    {
        var b = value + 1 - shape;
        var (c, d) = (1 / Least, 1 / b);
        var (fraction, change) = (d, 0.0);
        for (var i = 1; Math.Abs(change - 1) > Precision * 10; i++)
        {
            var a = -i * (i - shape);
            b += 2;
            d = 1 / NotZero(a * d + b);
            c = NotZero(b + a / c);
            change = d * c;
            fraction *= change;
        }

        return LogFactor(shape, value, log) + Math.Log(shape) + Math.Log(fraction);
    }

    private static double NotZero(double x) => Math.Abs(x) < Least ? Least : x;

    // ln(x^a e^-x / Gamma(a + 1)); for many degrees of freedom without the difference of huge numbers that this looks like.
    private static double LogFactor(double shape, double value, double log)
    {
        if (shape < ManyDegrees)
        {
            return shape * log - value - SpecialFunctions.GammaLn(shape + 1);
        }

        var apart = (value - shape) / shape;
        var exponent = Math.Abs(apart) < 0.5
            ? shape * (SpecialFunctions.Log1p(apart) - apart)
            : shape * (log - Math.Log(shape)) - value + shape;
        var inverse = 1 / shape;
        var square = inverse * inverse;
        return exponent - 0.5 * Math.Log(2 * Math.PI * shape) - inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
    }
}
