namespace Lth4Sa.Contracts.Runs;

/// <summary>The phases of a run, in order.</summary>
public enum RunPhase
{
    /// <summary>Nothing has been done yet.</summary>
    Waiting,

    /// <summary>The supernet is trained.</summary>
    Supernet,

    /// <summary>The strategy gets what it needs of the trained supernet.</summary>
    Guidance,

    /// <summary>The search takes its steps.</summary>
    Search,

    /// <summary>The networks of the table are trained from scratch.</summary>
    Training,

    /// <summary>The inference times of the trained networks are measured.</summary>
    Timing,

    /// <summary>The result is stored.</summary>
    Done,
}
