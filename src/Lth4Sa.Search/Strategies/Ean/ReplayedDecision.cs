namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>One decision of a replayed scheme.</summary>
/// <param name="Ratio">p_theta / p_theta_old of the decision, at least 0.</param>
/// <param name="LogProbability">log p_theta of the decision, at most 0.</param>
/// <param name="Advantage">The advantage of its scheme.</param>
internal readonly record struct ReplayedDecision(double Ratio, double LogProbability, double Advantage)
{
    /// <summary>The ratio within 1 ± <paramref name="clip"/>.</summary>
    public double ClampedRatio(double clip) => Math.Clamp(Ratio, 1 - clip, 1 + clip);

    /// <summary>
    /// Whether PPO's objective of this decision alone is flat: its ratio has moved beyond the clip the way the advantage pushes.
    /// </summary>
    public bool IsFlat(double clip) => Advantage != 0 && (Advantage > 0 ? Ratio > 1 + clip : Ratio < 1 - clip);
}
