using Lth4Sa.Search.Theory;
using MathNet.Numerics;

namespace Lth4Sa.Search.Tests;

public sealed class ChiSquareTests
{
    /// <summary>Both sides of the mean, with few degrees of freedom and with many, against another implementation.</summary>
    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(1, 9)]
    [InlineData(7, 2)]
    [InlineData(7, 20)]
    [InlineData(39, 39)]
    [InlineData(41, 39)]
    [InlineData(60, 20)]
    [InlineData(300, 280)]
    [InlineData(300, 420)]
    [InlineData(5000, 5100)]
    public void LogMinusLogTail_ModerateValues_IsThatOfTheIncompleteGammaFunction(int freedom, double value)
    {
        var tail = SpecialFunctions.GammaUpperRegularized(freedom / 2.0, value / 2);
        Assert.Equal(Math.Log(-Math.Log(tail)), ChiSquare.LogMinusLogTail(freedom, Math.Log(value)), 1e-9 * Math.Max(1, -Math.Log(1 - tail)));
    }

    /// <summary>With two degrees of freedom the tail is exp(-x / 2), however small or large x is.</summary>
    [Theory]
    [InlineData(-700)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(700)]
    public void LogMinusLogTail_TwoDegreesOfFreedom_IsTheLogarithmOfHalfTheValue(double log) =>
        Assert.Equal(log - Math.Log(2), ChiSquare.LogMinusLogTail(2, log), 1e-12 * Math.Abs(log) + 1e-14);

    /// <summary>At its mean a chi-square variable of k degrees of freedom has the tail 1/2 - 1 / (3 sqrt(pi k)), nearly.</summary>
    [Theory]
    [InlineData(2_000_000)]
    [InlineData(int.MaxValue)]
    public void LogMinusLogTail_ManyDegreesOfFreedomAtTheMean_IsNearlyAHalf(int freedom)
    {
        var tail = Math.Exp(-Math.Exp(ChiSquare.LogMinusLogTail(freedom, Math.Log(freedom))));
        Assert.Equal(0.5 - 1 / (3 * Math.Sqrt(Math.PI * freedom)), tail, 1e-5);
    }
}
