using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Search.Loop;

public static class Candidates
{
    /// <summary>
    /// The candidates of a search, best first: the schemes with the highest reward, or those with the lowest validation loss where the
    /// strategy ranks by it. Then they may be fewer: a scheme whose loss was not measured is none. Only a search that ended before
    /// the first measurement has the newest schemes instead.
    /// </summary>
    /// <param name="setup">What the search was made from.</param>
    /// <param name="known">The accuracies of the schemes that it evaluated.</param>
    /// <param name="count">Candidates wanted.</param>
    public static Candidate[] Of(StrategySetup setup, IReadOnlyDictionary<Scheme, double> known, int count)
    {
        var reward = setup.Options.Reward;
        if (setup.Kind.Rank is not { } rank)
        {
            return Best(known, reward, count);
        }

        RankedScheme[] ranked = [.. rank(setup.Guidance!).Where(r => known.ContainsKey(r.Scheme))];
        RankedScheme[] measured = [.. ranked.Where(r => r.ValidationLoss is not null)];
        return
        [
            .. (measured.Length > 0 ? measured : ranked).Take(count).Select(r =>
                new Candidate(r.Scheme, reward.ExtrinsicReward(r.Scheme, known[r.Scheme]), known[r.Scheme], r.ValidationLoss)),
        ];
    }

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
