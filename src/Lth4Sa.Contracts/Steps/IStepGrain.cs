namespace Lth4Sa.Contracts.Steps;

/// <summary>
/// A grain that takes part in the steps of a run. An operation of step t carries (fence, t): t applied already is
/// answered again with the stored reply, t + 1 is applied, anything else is refused with
/// <see cref="StepRefusedException"/>. So a retry after an unknown outcome is safe.
/// </summary>
/// <typeparam name="TSetup">What the grain is built from.</typeparam>
public interface IStepGrain<TSetup> : IGrainWithStringKey
{
    /// <summary>Takes over for a higher fence with the snapshot of <paramref name="step"/>; step 0 is the beginning.</summary>
    Task Recover(long fence, long step, TSetup setup);

    /// <summary>Stores the state after <paramref name="step"/>, beside the snapshot before it.</summary>
    Task Snapshot(long fence, long step);
}
