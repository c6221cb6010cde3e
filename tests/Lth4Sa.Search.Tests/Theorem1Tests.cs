using Lth4Sa.Search.Theory;

namespace Lth4Sa.Search.Tests;

public sealed class Theorem1Tests
{
    /// <summary>With two degrees of freedom the survival function is exp(-x / 2), so m can be worked out by hand.</summary>
    [Theory]
    [InlineData(0.5, 0.1, 19)]
    [InlineData(1, 0.05, 6)]
    [InlineData(0.1, 0.01, 922)]
    public void RequiredWidth_TwoDegreesOfFreedom_IsTheClosedForm(double epsilon, double delta, double width)
    {
        var theorem = new Theorem1(3, epsilon, delta);
        Assert.Equal(Math.Exp(-epsilon * epsilon / 2), theorem.Survival, 12);
        Assert.Equal(-2 * Math.Log(delta) / (epsilon * epsilon), theorem.Bound, 8);
        Assert.Equal(width, theorem.RequiredWidth);
    }

    /// <summary>P(chi-square(1) >= 3.841459) is 0.05, P(chi-square(10) >= 18.307038) too.</summary>
    [Theory]
    [InlineData(2, 3.841459)]
    [InlineData(11, 18.307038)]
    public void Survival_OfTabulatedQuantiles_IsFivePercent(int dimension, double squared) =>
        Assert.Equal(0.05, new Theorem1(dimension, Math.Sqrt(squared), 0.1).Survival, 6);

    /// <summary>P(chi-square(1) at least 1e-18) is 1 - sqrt(2 / pi) 1e-9.</summary>
    [Fact]
    public void RequiredWidth_TinyEpsilon_IsThatOfTheDensityAtZero()
    {
        var theorem = new Theorem1(2, 1e-9, 0.1);
        Assert.Equal(-Math.Log(0.1) / (Math.Sqrt(2 / Math.PI) * 1e-9), theorem.RequiredWidth, 1.0);
        Assert.Equal(-Math.Log(0.1) / (Math.Sqrt(2 / Math.PI) * 1e-200), new Theorem1(2, 1e-200, 0.1).Bound, 1e190);
    }

    /// <summary>No allowed value is too extreme: all that is known by its logarithm is a number.</summary>
    [Theory]
    [InlineData(2, 5e-324, 0.1)]
    [InlineData(2_000_000, 0.1, 0.1)]
    [InlineData(2_000_000, 1414.2, 0.1)]
    [InlineData(int.MaxValue, 5e-324, 5e-324)]
    [InlineData(int.MaxValue, 46340, 0.1)]
    [InlineData(2, 1e154, 0.1)]
    [InlineData(3, 0.5, 5e-324)]
    [InlineData(3, 0.5, 0.9999999999999999)]
    public void LogBound_ExtremeValues_IsFinite(int dimension, double epsilon, double delta)
    {
        var theorem = new Theorem1(dimension, epsilon, delta);
        Assert.True(double.IsFinite(theorem.LogBound) && double.IsFinite(theorem.LogRequiredWidth) && double.IsFinite(theorem.LogProofBound));
        Assert.InRange(theorem.LogProofBound, theorem.LogBound, double.MaxValue);
        Assert.True(theorem.RequiredWidth > theorem.Bound || theorem.Bound > 1e15);
        var failures = new[]
        {
            theorem.LogFailureOfProof(theorem.LogRequiredWidth), theorem.LogFailureForAll(theorem.LogRequiredWidth),
            theorem.LogFailureForEach(theorem.LogRequiredWidth),
        };
        Assert.All(failures, failure => Assert.InRange(failure, double.NegativeInfinity, 0));
    }

    [Fact]
    public void RequiredWidth_EpsilonWhoseSquareIsInfinite_IsOne()
    {
        var theorem = new Theorem1(2, 1e200, 0.1);
        Assert.Equal((0.0, 1.0, 0.0), (theorem.Bound, theorem.RequiredWidth, theorem.Survival));
    }

    [Fact]
    public void LogFailureOfProof_AtThePrintedWidth_IsNotBelowDeltaBecauseARowHasDEntries()
    {
        var theorem = new Theorem1(3, 0.5, 0.1);
        Assert.False(theorem.IsEnough(theorem.LogFailureOfProof(theorem.LogRequiredWidth)));
        Assert.True(theorem.IsEnough(theorem.LogFailureOfProof(theorem.LogProofBound + 1e-9)));
    }
}
