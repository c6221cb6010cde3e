using Lth4Sa.Search.Random;
using Lth4Sa.Search.Theory;

namespace Lth4Sa.Search.Tests;

public sealed class Theorem1SimulationTests
{
    [Theory]
    [InlineData(2, 0.3, 0.1)]
    [InlineData(3, 0.5, 0.1)]
    [InlineData(4, 0.8, 0.05)]
    [InlineData(6, 1.2, 0.2)]
    [InlineData(2, 1.65, 0.1)]
    [InlineData(3, 1, 0.9)]
    public void Run_AtTheRequiredWidth_AgreesWithTheExactProbabilities(int dimension, double epsilon, double delta)
    {
        var theorem = new Theorem1(dimension, epsilon, delta);
        var estimate = Run(theorem, inputs: 50);
        var width = theorem.LogRequiredWidth;
        Agree(theorem.LogFailureOfProof(width), estimate.SmallRow);
        Agree(theorem.LogFailureForAll(width), estimate.OneForAll);
        Agree(theorem.LogFailureForEach(width), estimate.OneForEach);
        Assert.True(estimate.OneForDrawn >= estimate.OneForAll && estimate.OneForAll >= estimate.SmallRow);

        void Agree(double logFailure, double share)
        {
            var exact = Theorem1.Probability(logFailure);
            var error = 4 * estimate.StandardError(exact) + 1e-9;
            Assert.InRange(share, exact - error, exact + error);
        }
    }

    /// <summary>
    /// Here the printed width is 1, and the only neuron must have a norm below epsilon: the theorem, read as one neuron for all
    /// inputs, does not hold, and the inputs show it. At the width that d degrees of freedom ask for it does.
    /// </summary>
    [Fact]
    public void Run_WhereThePrintedWidthIsTooSmall_RefutesTheTheorem()
    {
        var theorem = new Theorem1(2, 1.65, 0.1);
        Assert.Equal(1, theorem.RequiredWidth);
        var refuted = Run(theorem, inputs: 200);
        Assert.True(refuted.OneForDrawn + 4 * refuted.StandardError(refuted.OneForDrawn) < 1 - theorem.Delta);
        var repaired = Run(theorem, inputs: 200, Math.Floor(Math.Exp(theorem.LogProofBound)) + 1);
        Assert.True(repaired.OneForAll - 4 * repaired.StandardError(repaired.OneForAll) > 1 - theorem.Delta);
    }

    [Fact]
    public void Run_ManyInputs_ComesNearTheWorstInputInTwoDimensions()
    {
        var (few, many) = (Run(new Theorem1(2, 1, 0.1), inputs: 1), Run(new Theorem1(2, 1, 0.1), inputs: 400));
        Assert.True(few.MeanLargest < 0.7 * many.MeanLargest);
        Assert.InRange(many.OneForDrawn - many.OneForAll, 0, 0.002);
    }

    [Fact]
    public void Run_TooMuchWork_DrawsFewerNetworksOrNone()
    {
        var theorem = new Theorem1(20, 0.1, 0.1);
        Assert.InRange(theorem.RequiredWidth, 1e20, double.MaxValue);
        Assert.Null(new Theorem1Simulation(theorem, theorem.RequiredWidth, 1).Run(100, 0, null, CancellationToken.None));
        Assert.Null(new Theorem1Simulation(new(2, 5e-324, 0.1), double.PositiveInfinity, 1).Run(100, 0, null, CancellationToken.None));
        Assert.Null(new Theorem1Simulation(new(int.MaxValue, 1e9, 0.1), 1, 1).Run(100, 0, null, CancellationToken.None));
    }

    [Fact]
    public void Draw_ManyInputs_AreInTheUnitBallAndEveryOtherOneOnTheSphere()
    {
        var (random, x, cubes) = (new Philox(3), new double[3], 0.0);
        for (var input = 0; input < 4000; input++)
        {
            UnitBall.Draw(random, 0, input, x);
            var norm = Math.Sqrt(x.Sum(t => t * t));
            Assert.True(input % 2 == 0 ? Math.Abs(norm - 1) < 1e-12 : norm <= 1);
            cubes += input % 2 == 0 ? 0 : norm * norm * norm;
        }

        // Uniform in the ball, the cube of the norm is uniform in [0, 1].
        Assert.Equal(0.5, cubes / 2000, 0.03);
    }

    private static Theorem1Estimate Run(Theorem1 theorem, int inputs, double? width = null) =>
        new Theorem1Simulation(theorem, width ?? theorem.RequiredWidth, inputs).Run(2000, 1, null, CancellationToken.None)!;
}
