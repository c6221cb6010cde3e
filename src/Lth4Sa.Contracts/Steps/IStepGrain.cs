using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Contracts.Steps;

/// <summary>
/// A grain that takes part in the steps of a run. An operation of step t carries (fence, t): t applied already is
/// answered again with the stored reply, t + 1 is applied, anything else is refused with
/// <see cref="StepRefusedException"/>. So a retry after an unknown outcome is safe.
/// </summary>
public interface IStepGrain : IGrainWithStringKey
{
    /// <summary>Takes over for a higher fence with the snapshot of <paramref name="step"/>; step 0 is the beginning.</summary>
    /// <exception cref="StepRefusedException">The fence is not higher, or there is no snapshot of the step.</exception>
    Task Recover(long fence, long step, StrategySetup setup);

    /// <summary>Stores the state after <paramref name="step"/>, beside the snapshot before it.</summary>
    Task Snapshot(long fence, long step);

    /// <summary>
    /// Takes over for a higher fence and stores a state that was learnt elsewhere, as that after <paramref name="step"/>. The
    /// grain stays shut: <see cref="Recover"/> with a higher fence goes on from this state.
    /// </summary>
    /// <param name="state">What <see cref="Search.IRecoverable.Save"/> wrote.</param>
    /// <exception cref="StepRefusedException">The fence is not higher.</exception>
    Task Seed(long fence, long step, byte[] state);
}
