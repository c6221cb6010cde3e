using Lth4Sa.Search.Random;
using MathNet.Numerics;

namespace Lth4Sa.Search.Theory;

/// <summary>
/// Theorem 1: a network W2 relu(W1 x) of m hidden neurons, W1 of m x d normal entries of deviation 1/sqrt(m) and W2 of
/// signs, has with probability above 1 - delta a neuron whose removal changes its output by less than epsilon, for any
/// x with |x| at most 1, when m > ln(delta) / ln(P(d - 1, epsilon)), where P(k, epsilon) is the probability that a
/// chi-square variable of k degrees of freedom is at least epsilon squared. The proof asks for a row of W1 with a norm
/// below epsilon / sqrt(m). A row has d entries, so m times its squared norm has d degrees of freedom and not, as
/// printed, d - 1: <see cref="ProofProbability"/> can fall below 1 - delta at the printed width.
/// </summary>
/// <param name="Dimension">The dimension d of the input, at least 2.</param>
/// <param name="Epsilon">The bound epsilon, above 0.</param>
/// <param name="Delta">The doubt delta, in (0, 1).</param>
public sealed record Theorem1(int Dimension, double Epsilon, double Delta)
{
    /// <summary>Normal draws that a simulation may take.</summary>
    private const double MaxDraws = 3e8;

    private const int MinTrials = 30;

    /// <summary>P(d - 1, epsilon), as printed.</summary>
    public double Survival => SpecialFunctions.GammaUpperRegularized((Dimension - 1) / 2.0, Epsilon * Epsilon / 2);

    /// <summary>ln(delta) / ln(P(d - 1, epsilon)); the width must be above it. Infinite where P cannot be told from 1.</summary>
    public double Bound => Math.Log(Delta) / LogSurvival(Dimension - 1);

    /// <summary>The least whole number above <see cref="Bound"/>, as a real number: it can be beyond any integer type.</summary>
    public double RequiredWidth => Math.Floor(Bound) + 1;

    /// <summary>The probability, at a width, that some row has a norm below epsilon / sqrt(m): 1 - P(d, epsilon)^m.</summary>
    public double ProofProbability(double width) => -SpecialFunctions.Expm1(width * LogSurvival(Dimension));

    /// <summary>Draws networks of a width and counts those for which the theorem holds.</summary>
    /// <param name="trials">The number of networks, at least 30; fewer are drawn where the width would make that too many numbers.</param>
    /// <returns>Null when even 30 networks of this width are too many numbers.</returns>
    public Theorem1Simulation? Simulate(double width, int trials, ulong seed, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, MinTrials);
        var possible = Math.Min(trials, MaxDraws / (width * Dimension));
        if (!(possible >= MinTrials))
        {
            return null;
        }

        var (count, random, small, slight) = ((int)possible, new Philox(seed), 0, 0);
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, trial =>
        {
            var (hasSmallRow, hasSlightRow) = Draw(random, (ulong)trial, (int)width);
            Interlocked.Add(ref small, hasSmallRow ? 1 : 0);
            Interlocked.Add(ref slight, hasSlightRow ? 1 : 0);
        });
        return new Theorem1Simulation(count, (double)small / count, (double)slight / count);
    }

    // The input is a unit vector, by symmetry the first axis: neuron j adds +-relu(W1[j, 0]) to the output.
    private (bool SmallRow, bool SlightRow) Draw(Philox random, ulong trial, int width)
    {
        var (small, slight) = (false, false);
        for (var row = 0; row < width; row++)
        {
            var squared = 0.0;
            for (var column = 0; column < Dimension; column++)
            {
                var entry = random.Normal(RandomStream.TheoryWeights, trial, (uint)(row * Dimension + column));
                squared += entry * entry;
                slight |= column == 0 && Math.Max(0, entry) < Epsilon * Math.Sqrt(width);
            }

            small |= squared < Epsilon * Epsilon;
        }

        return (small, slight);
    }

    private double LogSurvival(int freedom)
    {
        var below = SpecialFunctions.GammaLowerRegularized(freedom / 2.0, Epsilon * Epsilon / 2);
        return below < 0.5
            ? SpecialFunctions.Log1p(-below)
            : Math.Log(SpecialFunctions.GammaUpperRegularized(freedom / 2.0, Epsilon * Epsilon / 2));
    }
}
