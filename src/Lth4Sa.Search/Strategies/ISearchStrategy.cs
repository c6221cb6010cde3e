using Lth4Sa.Search.Controller;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies;

/// <summary>What a strategy wants evaluated in one step.</summary>
/// <param name="Schemes">None: the strategy has nothing left to try, and the search ends.</param>
/// <param name="Probabilities">Of each block to be connected, as the strategy sees it now; empty if it has no such view.</param>
/// <param name="PBar">Mean probability of the decisions that were sampled (Fig. 5, Table V), in 0..1; null if it has no policy.</param>
public sealed record Proposal(Scheme[] Schemes, double[] Probabilities, double? PBar);

/// <summary>
/// A way to search. Steps count from 1; each is proposed, evaluated and learnt, in order. What a strategy does follows
/// from its setup and from what it learnt, so that a run that is resumed goes on as the undisturbed one.
/// </summary>
public interface ISearchStrategy : IRecoverable
{
    /// <summary>The schemes of the step after the last that was learnt. Changes nothing: asked again it answers the same.</summary>
    Proposal Propose(long step);

    /// <param name="sampled">The schemes of the step, or the first of them when the budget allowed no more, with their rewards.</param>
    /// <param name="replayed">An earlier experience; only for strategies that replay.</param>
    void Learn(long step, IReadOnlyList<Experience> sampled, Experience? replayed);
}
