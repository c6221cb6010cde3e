using MathNet.Numerics;

namespace Lth4Sa.Search.Theory;

/// <summary>
/// Theorem 1: a network W2 relu(W1 x) of m hidden neurons, W1 of m x d normal entries of deviation 1/sqrt(m) and W2 of
/// signs, has with probability above 1 - delta a neuron whose removal changes its output by less than epsilon, for any
/// x with |x| at most 1, when m > ln(delta) / ln(P(d - 1, epsilon)), where P(k, epsilon) is the probability that a
/// chi-square variable of k degrees of freedom is at least epsilon squared. The proof asks for a row of W1 with a norm
/// below epsilon / sqrt(m). A row has d entries, so m times its squared norm has d degrees of freedom and not, as
/// printed, d - 1: its event can have less than that probability at the printed width. The statement can be read
/// in two ways: one neuron for all inputs, which is what the proof shows, or a neuron for each input. Removing neuron j
/// changes the output by relu(w_j x), at most |w_j|, so that both have an exact probability too. Widths and
/// probabilities of failure are handed on as natural logarithms: they can be beyond any floating-point number.
/// </summary>
/// <param name="Dimension">The dimension d of the input, at least 2.</param>
/// <param name="Epsilon">The bound epsilon, above 0.</param>
/// <param name="Delta">The doubt delta, in (0, 1).</param>
public sealed record Theorem1(int Dimension, double Epsilon, double Delta)
{
    /// <summary>Beyond it the next whole number cannot be told from the number itself.</summary>
    private const double MaxExact = 1e15;

    /// <summary>P(d - 1, epsilon), as printed. It is 1 where it cannot be told from 1; see <see cref="LogOfDoubt"/>.</summary>
    public double Survival => Math.Exp(-Math.Exp(LogMinusLog(Dimension - 1)));

    /// <summary>ln(1 - P(d - 1, epsilon)), finite however near to 1 P is, and 0 where P is 0.</summary>
    public double LogOfDoubt => LogComplement(LogMinusLog(Dimension - 1));

    /// <summary>The logarithm of ln(delta) / ln(P(d - 1, epsilon)); the width must be above that.</summary>
    public double LogBound => LogWidth(Dimension - 1);

    /// <summary>ln(delta) / ln(P(d - 1, epsilon)); infinite where that is beyond 1.8e308.</summary>
    public double Bound => Math.Exp(LogBound);

    /// <summary>The logarithm of ln(delta) / ln(P(d, epsilon)), above which the proof's event has the probability that it says.</summary>
    public double LogProofBound => LogWidth(Dimension);

    /// <summary>The least whole number above <see cref="Bound"/>, as a real number; infinite where <see cref="Bound"/> is.</summary>
    public double RequiredWidth => Math.Floor(Bound) + 1;

    /// <summary>The logarithm of <see cref="RequiredWidth"/>, never infinite.</summary>
    public double LogRequiredWidth => Bound < MaxExact ? Math.Log(RequiredWidth) : LogBound;

    /// <summary>
    /// The logarithm of the probability, at a width, that no row has a norm below epsilon / sqrt(m), where the proof fails:
    /// P(d, epsilon)^m.
    /// </summary>
    public double LogFailureOfProof(double logWidth) => -Math.Exp(logWidth + LogMinusLog(Dimension));

    /// <summary>
    /// The logarithm of the probability, at a width, that there is no neuron whose removal changes the output by less than
    /// epsilon at every input of the unit ball, that is, no row of norm below epsilon: P(d, epsilon sqrt(m))^m.
    /// </summary>
    public double LogFailureForAll(double logWidth) =>
        -Math.Exp(logWidth + ChiSquare.LogMinusLogTail(Dimension, 2 * Math.Log(Epsilon) + logWidth));

    /// <summary>
    /// The logarithm of the probability, at a width, that at one given input of norm 1 there is no neuron whose removal changes
    /// the output by less than epsilon: P(N(0, 1) >= epsilon sqrt(m))^m, at most 2^-m.
    /// </summary>
    public double LogFailureForEach(double logWidth)
    {
        var tail = SpecialFunctions.Erfc(Epsilon * Math.Exp(logWidth / 2) / Math.Sqrt(2)) / 2;
        return Math.Exp(logWidth) * Math.Log(tail);
    }

    /// <summary>Whether a probability of failure, by its logarithm, is below delta.</summary>
    public bool IsEnough(double logFailure) => logFailure < Math.Log(Delta);

    /// <summary>The probability that something does not fail, from the logarithm of the probability that it does.</summary>
    public static double Probability(double logFailure) => -SpecialFunctions.Expm1(logFailure);

    private double LogWidth(int freedom) => Math.Log(-Math.Log(Delta)) - LogMinusLog(freedom);

    private double LogMinusLog(int freedom) => ChiSquare.LogMinusLogTail(freedom, 2 * Math.Log(Epsilon));

    // ln(1 - p) from ln(-ln p).
    private static double LogComplement(double logMinusLog) => logMinusLog < -40
        ? logMinusLog
        : Math.Log(-SpecialFunctions.Expm1(-Math.Exp(logMinusLog)));
}
