namespace Lth4Sa.Contracts.Sweeps;

/// <summary>The state of a sweep.</summary>
public enum SweepState
{
    /// <summary>Some runs are under way or wait for their turn.</summary>
    Running,

    /// <summary>The runs were stopped at safe places, until the sweep is resumed.</summary>
    Paused,

    /// <summary>The runs were stopped for good; the results of those that are done stay.</summary>
    Cancelled,

    /// <summary>Every run is done, parked or cancelled.</summary>
    Ended,
}
