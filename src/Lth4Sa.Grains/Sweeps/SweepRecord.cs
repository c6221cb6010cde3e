using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>The stored state of a sweep. Its runs and their changes are in <see cref="SweepLogs"/>.</summary>
public sealed class SweepRecord
{
    /// <summary>The options; null before the sweep is started.</summary>
    public SweepOptions? Options { get; set; }

    /// <summary>The fence, which is raised each time an activation begins to write.</summary>
    public long Fence { get; set; }

    /// <summary>True while the sweep is paused.</summary>
    public bool Paused { get; set; }

    /// <summary>True while the sweep is cancelled.</summary>
    public bool Cancelled { get; set; }

    /// <summary>The number of entries that count in the log of runs.</summary>
    public long Runs { get; set; }

    /// <summary>The number of entries that count in the log of changes.</summary>
    public long Changes { get; set; }
}
