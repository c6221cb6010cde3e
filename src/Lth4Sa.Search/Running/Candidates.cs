using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Running;

/// <param name="Accuracy">Validation accuracy from the supernet, in percentage points.</param>
/// <param name="Reward">The reward without the curiosity bonus (<see cref="RewardOptions.Lasting"/>).</param>
public sealed record Candidate(Scheme Scheme, double Accuracy, double Reward);

public static class Candidates
{
    /// <summary>The schemes with the highest reward; ties go to fewer connections, then to the smaller string.</summary>
    public static Candidate[] Best(IEnumerable<(Scheme Scheme, double Accuracy)> evaluations, RewardOptions reward, int count) =>
    [
        .. evaluations.DistinctBy(e => e.Scheme)
            .Select(e => new Candidate(e.Scheme, e.Accuracy, reward.Lasting(e.Scheme, e.Accuracy)))
            .OrderByDescending(c => c.Reward).ThenBy(c => c.Scheme.Connections).ThenBy(c => c.Scheme.ToString(), StringComparer.Ordinal)
            .Take(count),
    ];
}
