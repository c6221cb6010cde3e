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
        var ratios = options switch
        {
            { Clip: null } => decisions.Select(d => d.Ratio),
            { Clip: { } clip, Objective: ReplayObjective.Block } => decisions.Select(d => d.IsFlat(clip) ? 0 : d.Ratio),
            { Clip: { } clip } when IsClippedSmaller(clip, decisions) => decisions.Select(d => d.ClampedRatio(clip)),
            _ => decisions.Select(d => d.Ratio),
        };
        var scale = (options.Clip is null ? 1 : options.Scale) / schemes;
        return (
            [.. decisions.Zip(ratios, (decision, ratio) => scale * decision.Advantage * ratio)],
            options.Clip is { } bound ? Clipped(options, bound, decisions) : 0);
    }

    // min(A, B) of the sums is one branch for all decisions, and none of them is flat.
    private static bool IsClippedSmaller(double clip, IReadOnlyList<ReplayedDecision> decisions) =>
        decisions.Sum(d => d.ClampedRatio(clip) * d.LogProbability * d.Advantage)
            < decisions.Sum(d => d.Ratio * d.LogProbability * d.Advantage);

    private static double Clipped(ReplayOptions options, double clip, IReadOnlyList<ReplayedDecision> decisions)
    {
        var count = options.Objective == ReplayObjective.Block ? decisions.Count(d => d.IsFlat(clip))
            : IsClippedSmaller(clip, decisions) ? decisions.Count(d => d.ClampedRatio(clip) != d.Ratio)
            : 0;
        return (double)count / decisions.Count;
    }
}
