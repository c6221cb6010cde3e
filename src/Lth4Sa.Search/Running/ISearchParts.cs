using Lth4Sa.Search.Controller;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Search.Running;

/// <summary>What the evaluator says of a scheme.</summary>
/// <param name="Accuracy">Validation accuracy in percentage points, 0..100.</param>
/// <param name="Images">Images that were forwarded for it.</param>
/// <param name="Seconds">What a device took for it, when it was evaluated.</param>
public readonly record struct Measured(double Accuracy, long Images, double Seconds);

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
