using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Statistics;

/// <summary>The curve of the best reward of a search over its unique evaluations.</summary>
public static class AnytimeCurve
{
    /// <returns>The highest reward without the bonus after 1, 2, ... unique evaluations.</returns>
    public static double[] Of(IEnumerable<SearchStep> steps, RewardOptions reward)
    {
        var (curve, known) = (new List<double>(), new HashSet<Scheme>());
        foreach (var step in steps)
        {
            for (var i = 0; i < step.Schemes.Length; i++)
            {
                if (known.Add(step.Schemes[i]))
                {
                    curve.Add(Math.Max(reward.ExtrinsicReward(step.Schemes[i], step.Accuracies[i]),
                        curve.Count == 0 ? double.NegativeInfinity : curve[^1]));
                }
            }
        }

        return [.. curve];
    }
}
