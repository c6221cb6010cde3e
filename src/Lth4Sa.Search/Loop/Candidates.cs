using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Loop;

public static class Candidates
{
    /// <summary>The schemes with the highest reward, best first.</summary>
    public static Candidate[] Best(IEnumerable<KeyValuePair<Scheme, double>> accuracies, RewardOptions reward, int count) =>
    [
        .. accuracies.Select(e => new Candidate(e.Key, reward.ExtrinsicReward(e.Key, e.Value), e.Value))
            .Order(Comparer<Candidate>.Create(Compare)).Take(count),
    ];

    /// <summary>Below 0 if <paramref name="a"/> is the better one; ties go to fewer connections, then to the smaller string.</summary>
    public static int Compare(Candidate a, Candidate b) =>
        b.Reward.CompareTo(a.Reward) is not 0 and var byReward ? byReward
        : a.Scheme.Connections.CompareTo(b.Scheme.Connections) is not 0 and var byConnections ? byConnections
        : string.CompareOrdinal(a.Scheme.ToString(), b.Scheme.ToString());
}
