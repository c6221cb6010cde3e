namespace Lth4Sa.Contracts.Sweeps;

/// <summary>The state of a run in its sweep.</summary>
public enum SweepRunState
{
    /// <summary>The run waits for its turn, to begin or to be resumed.</summary>
    Pending,

    /// <summary>The run is under way.</summary>
    Running,

    /// <summary>The run failed and will be tried again.</summary>
    Failing,

    /// <summary>The run has its result.</summary>
    Done,

    /// <summary>The run has used up its attempts, or would fail in the same way again, and waits for the order retry.</summary>
    Parked,

    /// <summary>The run was stopped at a safe place, until it is resumed.</summary>
    Paused,

    /// <summary>The run was stopped for good, unless it is resumed.</summary>
    Cancelled,
}
