namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>
/// The slope of the replay objective by the log-probabilities of the replayed decisions: Eq. 31 as printed, or PPO's clipped objective
/// (arXiv:1707.06347) with the probability ratio taken as a constant, so that the slope of ratio x log p x advantage is
/// ratio x advantage.
/// </summary>
internal static class ReplayGradient
{
    /// <param name="options">Clip, scale and objective.</param>
    /// <param name="decisions">The decisions of all schemes of the entry, scheme after scheme.</param>
    /// <param name="schemes">The number of schemes of the entry, over which the objective is a mean.</param>
    /// <returns>The weight of each decision's log-probability slope, and the share of the ratios that the objective clipped.</returns>
    public static (double[] Weights, double Clipped) Of(ReplayOptions options, IReadOnlyList<ReplayedDecision> decisions, int schemes)
    {
        if (options.Clip is not { } clip)
        {
            return ([.. decisions.Select(d => 1.0 / schemes * d.Advantage * d.Ratio)], 0);
        }

        // min(A, B) of the sums is one branch for all decisions, and none of them is flat.
        var (ofSums, scale) = (options.Objective == ReplayObjective.Sum, options.Scale / schemes);
        var smaller = ofSums && decisions.Sum(d => d.ClampedRatio(clip) * d.LogProbability * d.Advantage)
            < decisions.Sum(d => d.Ratio * d.LogProbability * d.Advantage);
        var clipped = decisions.Count(d => ofSums ? smaller && d.ClampedRatio(clip) != d.Ratio : d.IsFlat(clip));
        return ([.. decisions.Select(d => scale * d.Advantage * RatioOf(d))], (double)clipped / decisions.Count);

        double RatioOf(ReplayedDecision decision) =>
            smaller ? decision.ClampedRatio(clip)
            : !ofSums && decision.IsFlat(clip) ? 0
            : decision.Ratio;
    }
}
