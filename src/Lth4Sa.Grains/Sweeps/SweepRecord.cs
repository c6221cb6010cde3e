using System.Text.Json;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Logs;
using Orleans.Storage;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>The stored part of a sweep that changes as a whole; its runs and what became of them are in logs.</summary>
public sealed class SweepRecord
{
    public SweepOptions? Options { get; set; }

    /// <summary>Raised each time an activation begins to write.</summary>
    public long Fence { get; set; }

    public bool Paused { get; set; }

    public bool Cancelled { get; set; }

    /// <summary>Entries of the two logs that count.</summary>
    public long Runs { get; set; }

    public long Changes { get; set; }
}

/// <summary>Something that became of a run: the last one holds.</summary>
/// <param name="Run">Its place.</param>
internal sealed record SweepChange(int Run, SweepRunState State, int Failures, string? Error, SweepOutcome? Outcome);

/// <summary>The two logs of a sweep in grain storage: adding a run, or ending one, does not rewrite the others.</summary>
internal static class SweepLogs
{
    public static RecordLog<SweepRun> Runs(IGrainStorage storage, GrainId sweep) => new(storage, sweep, "runs", Write, Read<SweepRun>);

    public static RecordLog<SweepChange> Changes(IGrainStorage storage, GrainId sweep) => new(storage, sweep, "changes", Write, Read<SweepChange>);

    private static void Write<T>(BinaryWriter to, T item) => to.Write(JsonSerializer.Serialize(item));

    private static T Read<T>(BinaryReader from) => JsonSerializer.Deserialize<T>(from.ReadString())!;
}
