using System.Text.Json;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Logs;
using Orleans.Storage;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>The two logs of a sweep in grain storage: adding a run, or ending one, does not rewrite the others.</summary>
internal static class SweepLogs
{
    public static RecordLog<SweepRun> Runs(IGrainStorage storage, GrainId sweep) => new(storage, sweep, "runs", Write, Read<SweepRun>);

    public static RecordLog<SweepChange> Changes(IGrainStorage storage, GrainId sweep) =>
        new(storage, sweep, "changes", Write, Read<SweepChange>);

    private static void Write<T>(BinaryWriter to, T item) => to.Write(JsonSerializer.Serialize(item));

    private static T Read<T>(BinaryReader from) => JsonSerializer.Deserialize<T>(from.ReadString())!;
}
