namespace Lth4Sa.Search.Theory;

/// <param name="Trials">Networks drawn.</param>
/// <param name="SmallRow">Share of networks that have a row of norm below epsilon / sqrt(m), which the proof asks for.</param>
/// <param name="SlightRow">
/// Share that have a neuron whose removal changes the output, at a unit vector, by less than epsilon: the statement.
/// </param>
public sealed record Theorem1Simulation(int Trials, double SmallRow, double SlightRow)
{
    /// <summary>Standard error of a share p.</summary>
    public double StandardError(double share) => Math.Sqrt(share * (1 - share) / Trials);
}
