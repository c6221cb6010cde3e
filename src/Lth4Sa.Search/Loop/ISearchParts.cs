using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Search.Loop;

/// <summary>The parts of one search; in a cluster each is a grain.</summary>
public interface ISearchParts
{
    ValueTask<Proposal> ProposeAsync(long step);

    /// <summary>Evaluates the schemes and answers in their order.</summary>
    ValueTask<Evaluation[]> EvaluateAsync(IReadOnlyList<Scheme> schemes);

    /// <summary>Answers the curiosity bonus of each scheme, and then learns the schemes.</summary>
    ValueTask<double[]> ObserveAsync(long step, IReadOnlyList<Scheme> schemes);

    /// <summary>Adds the experiences of the step and answers the entry that it replays; null for none.</summary>
    ValueTask<Replayed?> ExchangeAsync(long step, Experience[] entries);

    ValueTask LearnAsync(long step, Experience[] entries, Experience[] replayed);
}
