using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Search.Loop;

/// <summary>A search whose parts are objects of this process, for an evaluator that answers at once.</summary>
public sealed class LocalSearch : ISearchParts
{
    private readonly ISearchStrategy strategy;
    private readonly RandomNetworkDistillation curiosity;
    private readonly ReplayBuffer replay;
    private readonly Func<Scheme, double> accuracy;

    /// <param name="accuracy">The accuracy of a scheme in percentage points.</param>
    /// <param name="budget">Unique evaluations; null is as many as the steps take.</param>
    public LocalSearch(StrategySetup setup, long? budget, Func<Scheme, double> accuracy)
    {
        this.accuracy = accuracy;
        strategy = setup.Kind.Create(setup);
        curiosity = new RandomNetworkDistillation(setup.Blocks, setup.Options.Curiosity, setup.Seed);
        replay = new ReplayBuffer(setup.Options.Replay, setup.Seed);
        Session = new SearchSession(setup.Kind, setup.Options.Reward, setup.Steps, budget);
    }

    public SearchSession Session { get; }

    /// <summary>The schemes of the step under way.</summary>
    public IReadOnlyList<Scheme> Proposed { get; private set; } = [];

    /// <summary>Steps to the end; each is answered as it is taken.</summary>
    public IEnumerable<SearchStep> Run()
    {
        // Every part answers at once, so nothing is ever waited for.
        while (Session.StepAsync(this).GetAwaiter().GetResult() is { } step)
        {
            yield return step.Step;
        }
    }

    /// <summary>Takes up what another search has learnt, after the steps that it took.</summary>
    /// <exception cref="InvalidDataException">Its parts are of other sizes.</exception>
    public void GoOn(LocalSearch from, IEnumerable<SearchStep> steps)
    {
        var (learnt, seen, kept) = from.Save();
        strategy.Restore(learnt);
        curiosity.Restore(seen);
        replay.Restore(kept);
        foreach (var step in steps)
        {
            Session.Add(step);
        }
    }

    /// <summary>What the three parts have learnt so far, as a run stores it.</summary>
    public (byte[] Strategy, byte[] Curiosity, byte[] Replay) Save() => (strategy.Save(), curiosity.Save(), replay.Save());

    ValueTask<Proposal> ISearchParts.ProposeAsync(long step) => new(strategy.Propose(step));

    ValueTask<Evaluation[]> ISearchParts.EvaluateAsync(IReadOnlyList<Scheme> schemes)
    {
        Proposed = schemes;
        return new([.. schemes.Select(s => new Evaluation(s, accuracy(s), 0, 0))]);
    }

    ValueTask<double[]> ISearchParts.ObserveAsync(long step, IReadOnlyList<Scheme> schemes) => new(curiosity.Observe(schemes));

    ValueTask<Replayed?> ISearchParts.ExchangeAsync(long step, Experience[] entries) => new(replay.Exchange(step, entries));

    ValueTask ISearchParts.LearnAsync(long step, Experience[] entries, Experience[] replayed)
    {
        strategy.Learn(step, entries, replayed);
        return default;
    }
}
