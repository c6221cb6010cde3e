using System.Text.Json;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Logs;
using Orleans.Storage;

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

/// <summary>A change of the state of a run; the last one of a run is its current state.</summary>
/// <param name="Run">The place of the run in the sweep.</param>
internal sealed record SweepChange(int Run, SweepRunState State, int Failures, string? Error, SweepOutcome? Outcome);

/// <summary>The two logs of a sweep in grain storage: adding a run, or ending one, does not rewrite the others.</summary>
internal static class SweepLogs
{
    public static RecordLog<SweepRun> Runs(IGrainStorage storage, GrainId sweep) => new(storage, sweep, "runs", Write, Read<SweepRun>);

    public static RecordLog<SweepChange> Changes(IGrainStorage storage, GrainId sweep) =>
        new(storage, sweep, "changes", Write, Read<SweepChange>);

    private static void Write<T>(BinaryWriter to, T item) => to.Write(JsonSerializer.Serialize(item));

    private static T Read<T>(BinaryReader from) => JsonSerializer.Deserialize<T>(from.ReadString())!;
}
