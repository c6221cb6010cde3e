namespace Lth4Sa.Search.Strategies;

/// <summary>
/// A way to search. Steps count from 1; each is proposed, evaluated and learnt, in order. What a strategy does follows
/// from its setup and from what it learnt, so that a run that is resumed goes on as the undisturbed one.
/// </summary>
public interface ISearchStrategy : IRecoverable
{
    /// <summary>The schemes of the step after the last that was learnt. Changes nothing: asked again it answers the same.</summary>
    Proposal Propose(long step);

    /// <param name="sampled">The schemes of the step, or the first of them when the budget allowed no more, with their rewards.</param>
    /// <param name="replayed">The experiences of the replayed entry; empty where nothing is replayed.</param>
    void Learn(long step, IReadOnlyList<Experience> sampled, IReadOnlyList<Experience> replayed);
}
