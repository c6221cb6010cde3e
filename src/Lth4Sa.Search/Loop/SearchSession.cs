using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Search.Loop;

/// <summary>
/// The loop of any search (Alg. 1, lines 8 to 11), and what it keeps: the steps' chain, every scheme that was evaluated,
/// and what that cost. Every evaluation that a strategy asks for is charged, a scheme's cost once.
/// </summary>
public sealed class SearchSession(StrategyKind kind, RewardOptions reward, long steps, long? budget)
{
    private readonly Dictionary<Scheme, double> known = [];

    /// <summary>The last step taken; 0 before the first.</summary>
    public long Step { get; private set; }

    /// <summary><see cref="SearchChain"/> after the last step.</summary>
    public string Chain { get; private set; } = SearchChain.Start;

    /// <summary>No step is left: T are taken, the budget is used up, or the strategy has nothing left to try.</summary>
    public bool Ended => Exhausted || Step >= steps || known.Count >= budget;

    /// <summary>The strategy has nothing left to try.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>Evaluations asked for.</summary>
    public long Requested { get; private set; }

    /// <summary>Images forwarded for them.</summary>
    public long Images { get; private set; }

    /// <summary>Seconds of a device.</summary>
    public double Seconds { get; private set; }

    /// <summary>Accuracies of all schemes that were evaluated, in percentage points.</summary>
    public IReadOnlyDictionary<Scheme, double> Known => known;

    /// <summary>The scheme with the highest reward without the bonus; null before the first.</summary>
    public Candidate? Best { get; private set; }

    /// <summary>Charges what is spent besides evaluations, such as the training of gates.</summary>
    public void Charge(long images, double seconds) => (Images, Seconds) = (Images + images, Seconds + seconds);

    /// <summary>Takes the next step; null when there is none to take.</summary>
    /// <exception cref="NonFiniteException">A reward, or a probability of the strategy, is no number to reckon with.</exception>
    public async ValueTask<TakenStep?> StepAsync(ISearchParts parts)
    {
        if (Ended)
        {
            return null;
        }

        var step = Step + 1;
        var proposal = Checked(await parts.ProposeAsync(step), step);
        var schemes = WithinBudget(proposal.Schemes);
        if (schemes.Length == 0)
        {
            Exhausted = true;
            return null;
        }

        // Neither waits for the other.
        var observing = kind.Curious && reward.Curiosity != 0 ? parts.ObserveAsync(step, schemes) : new ValueTask<double[]>([]);
        var evaluations = await parts.EvaluateAsync(schemes);
        var bonuses = await observing;
        var rewards = new double[schemes.Length];
        var entries = new Experience[schemes.Length];
        for (var i = 0; i < schemes.Length; i++)
        {
            var bonus = bonuses.Length > 0 ? bonuses[i] : 0;
            rewards[i] = reward.Total(schemes[i], evaluations[i].Accuracy, bonus, step);
            entries[i] = new Experience(
                schemes[i], reward.ExtrinsicReward(schemes[i], evaluations[i].Accuracy), proposal.Probabilities,
                reward.WeightedBonus(bonus));
        }

        var replayed = kind.Replays ? await parts.ExchangeAsync(step, entries) : null;
        await parts.LearnAsync(step, entries, replayed?.Entry ?? []);
        var taken = new SearchStep(
            step, schemes, Array.ConvertAll(evaluations, e => e.Accuracy), rewards, proposal.PBar, proposal.Probabilities);
        Add(taken, evaluations);
        return new TakenStep(taken, replayed?.Age, proposal.Clipped);
    }

    /// <summary>Counts a step that was taken before; what it cost is put back by <see cref="Resume"/>.</summary>
    public void Add(SearchStep taken) => Add(taken, null);

    /// <summary>Ends the adding of earlier steps.</summary>
    public void Resume(long images, double seconds, bool exhausted) => (Images, Seconds, Exhausted) = (images, seconds, exhausted);

    // Rewards that are finite may still drive what a strategy learns out of all bounds.
    private Proposal Checked(Proposal proposal, long step) => Array.FindIndex(proposal.Probabilities, p => !double.IsFinite(p)) is var block
        && block < 0 && (proposal.PBar is null || double.IsFinite(proposal.PBar.Value))
        ? proposal
        : throw new NonFiniteException(FormattableString.Invariant(
            $"What the strategy has learnt before step {step} is not finite: ")
            + (block < 0
                ? FormattableString.Invariant($"p-bar is {proposal.PBar}")
                : FormattableString.Invariant($"the probability of block {block + 1} is {proposal.Probabilities[block]}"))
            + FormattableString.Invariant($", with the weights lambda-sparsity {reward.Sparsity}, lambda-accuracy {reward.Accuracy}, ")
            + FormattableString.Invariant($"lambda-curiosity {reward.Curiosity}; smaller weights or learning rates keep it finite."));

    private void Add(SearchStep taken, Evaluation[]? evaluations)
    {
        for (var i = 0; i < taken.Schemes.Length; i++)
        {
            if (known.TryAdd(taken.Schemes[i], taken.Accuracies[i]))
            {
                Charge(evaluations?[i].Images ?? 0, evaluations?[i].Seconds ?? 0);
                var (scheme, accuracy) = (taken.Schemes[i], taken.Accuracies[i]);
                var candidate = new Candidate(scheme, reward.ExtrinsicReward(scheme, accuracy), accuracy);
                Best = Best is null || Candidates.Compare(candidate, Best) < 0 ? candidate : Best;
            }
        }

        Requested += taken.Schemes.Length;
        Step = taken.Step;
        Chain = SearchChain.Next(Chain, taken);
    }

    // As many of the schemes, from the first on, as the budget of unique evaluations allows.
    private Scheme[] WithinBudget(Scheme[] schemes)
    {
        if (budget is not { } most || known.Count + schemes.Length <= most)
        {
            return schemes;
        }

        var added = new HashSet<Scheme>();
        return [.. schemes.TakeWhile(s => known.ContainsKey(s) || added.Contains(s) || (known.Count + added.Count < most && added.Add(s)))];
    }
}
