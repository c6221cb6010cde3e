using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Search.Loop;

/// <summary>The parts of one search; in a cluster each is a grain.</summary>
public interface ISearchParts
{
    ValueTask<Proposal> ProposeAsync(long step);

    /// <summary>In order.</summary>
    ValueTask<Measured[]> EvaluateAsync(IReadOnlyList<Scheme> schemes);

    /// <summary>The curiosity bonus of each scheme, which is then learnt.</summary>
    ValueTask<double[]> ObserveAsync(long step, IReadOnlyList<Scheme> schemes);

    /// <summary>The earlier experience that this step replays; then the step's own are added.</summary>
    ValueTask<Experience?> ExchangeAsync(long step, Experience[] entries);

    ValueTask LearnAsync(long step, Experience[] entries, Experience? replayed);
}
