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

    [Fact]
    public void RequiredWidth_ManyDimensions_IsHugeAndFinite()
    {
        var theorem = new Theorem1(20, 0.1, 0.1);
        Assert.InRange(theorem.RequiredWidth, 1e20, double.MaxValue);
        Assert.Null(theorem.Simulate(theorem.RequiredWidth, 100, 0, CancellationToken.None));
    }

    [Theory]
    [InlineData(2, 0.3, 0.1)]
    [InlineData(3, 0.5, 0.1)]
    [InlineData(4, 0.8, 0.05)]
    [InlineData(6, 1.2, 0.2)]
    public void Simulate_AtTheRequiredWidth_AgreesWithTheExactProbability(int dimension, double epsilon, double delta)
    {
        var theorem = new Theorem1(dimension, epsilon, delta);
        var simulation = theorem.Simulate(theorem.RequiredWidth, 2000, 1, CancellationToken.None)!;
        var exact = theorem.ProofProbability(theorem.RequiredWidth);
        Assert.InRange(simulation.SmallRow, exact - 4 * simulation.StandardError(exact), exact + 4 * simulation.StandardError(exact));
        // The statement holds with the probability that the theorem promises, and whenever the proof's event does.
        Assert.True(simulation.SlightRow >= Math.Max(simulation.SmallRow, 1 - delta));
    }

    [Fact]
    public void ProofProbability_AtThePrintedWidth_FallsShortBecauseARowHasDEntries()
    {
        var theorem = new Theorem1(3, 0.5, 0.1);
        Assert.True(theorem.ProofProbability(theorem.RequiredWidth) < 1 - theorem.Delta);
    }
}
