namespace Lth4Sa.Search.Theory;

/// <summary>What a simulation of Theorem 1 has seen.</summary>
/// <param name="Trials">Networks drawn.</param>
/// <param name="Inputs">Inputs drawn for each network.</param>
/// <param name="SmallRow">The share of networks that have a row of norm below epsilon / sqrt(m), which the proof asks for.</param>
/// <param name="OneForDrawn">
/// The share of networks whose output changes by less than epsilon at all drawn inputs when the neuron of the smallest row goes.
/// </param>
/// <param name="OneForAll">
/// The same at the direction of that row too, where the output changes most: one neuron for all inputs of the unit ball.
/// </param>
/// <param name="OneForEach">
/// The share of networks that have, for one input drawn from the unit sphere, a neuron whose removal changes the output there
/// by less than epsilon.
/// </param>
/// <param name="MeanLargest">The largest change of a network's output over its drawn inputs, the mean over the networks.</param>
/// <param name="Largest">The largest change of all networks at their drawn inputs.</param>
public sealed record Theorem1Estimate(
    int Trials, int Inputs, double SmallRow, double OneForDrawn, double OneForAll, double OneForEach, double MeanLargest, double Largest)
{
    /// <summary>Standard error of a share p.</summary>
    public double StandardError(double share) => Math.Sqrt(share * (1 - share) / Trials);
}
