using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Search.Loop;

/// <summary>A finished search under other reward weights, from its stored evaluations alone.</summary>
/// <param name="Candidates">The best of the schemes that the search evaluated, by the other weights.</param>
/// <param name="ReplayedSteps">Steps that the search, begun anew with the other weights, could take on what is stored.</param>
/// <param name="ReplayedCandidates">The best of the schemes that it evaluated in those.</param>
/// <param name="Missing">Schemes of the step after those that are not stored; none if it came to its end.</param>
public sealed record Rescoring(Candidate[] Candidates, long ReplayedSteps, Candidate[] ReplayedCandidates, Scheme[] Missing)
{
    /// <param name="setup">What the search was made from, with the other weights.</param>
    /// <param name="evaluated">What the search evaluated.</param>
    /// <param name="stored">All that is stored, of other searches too.</param>
    /// <param name="steps">Steps that the search took.</param>
    /// <param name="found">The candidates of the search.</param>
    /// <param name="count">Candidates wanted.</param>
    public static Rescoring Of(
        StrategySetup setup, long? budget, IReadOnlyDictionary<Scheme, double> evaluated, IReadOnlyDictionary<Scheme, double> stored,
        long steps, IEnumerable<Candidate> found, int count)
    {
        var reward = setup.Options.Reward;
        var candidates = Loop.Candidates.Best(evaluated, reward, count);
        if (!setup.Kind.Adaptive)
        {
            // It would propose what it proposed, and one that ranks by loss would choose what it chose.
            return new Rescoring(candidates, steps, setup.Kind.Rank is null
                ? candidates
                : [.. found.Select(c => c with { Reward = reward.ExtrinsicReward(c.Scheme, c.Accuracy) })], []);
        }

        var search = new LocalSearch(setup, budget,
            scheme => stored.TryGetValue(scheme, out var accuracy) ? accuracy : throw new MissingEvaluationException(scheme));
        Scheme[] missing = [];
        try
        {
            foreach (var _ in search.Run())
            {
            }
        }
        catch (MissingEvaluationException)
        {
            missing = [.. search.Proposed.Where(s => !stored.ContainsKey(s)).Distinct()];
        }

        return new Rescoring(candidates, search.Session.Step, Loop.Candidates.Best(search.Session.Known, reward, count), missing);
    }

    private sealed class MissingEvaluationException(Scheme scheme) : Exception($"The scheme {scheme} is not stored.");
}
