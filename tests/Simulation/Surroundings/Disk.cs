using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>What outlives silos: records under versions, and what devices have written to files.</summary>
internal sealed class Disk
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly Dictionary<(string Grain, string Name), DiskRecord> records = [];

    /// <summary>Epochs of each training.</summary>
    public Dictionary<string, int> Epochs { get; } = [];

    /// <summary>Bytes of all records.</summary>
    public long Bytes => records.Values.Sum(r => (long)r.State.Length);

    /// <summary>What <see cref="Write"/> takes.</summary>
    public static byte[] Serialize<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, Json);

    public DiskRecord? Find(string name, GrainId grain) => records.GetValueOrDefault((grain.ToString(), name));

    /// <summary>Returns the version that it has now.</summary>
    public string Write(string name, GrainId grain, byte[] state, string? etag)
    {
        var record = new DiskRecord(state, Expect(name, grain, etag) + 1);
        records[(grain.ToString(), name)] = record;
        return record.ETag;
    }

    public void Clear(string name, GrainId grain, string? etag)
    {
        Expect(name, grain, etag);
        records.Remove((grain.ToString(), name));
    }

    /// <summary>Gives a state what a record says; null is none.</summary>
    public static void Fill<T>(IGrainState<T> state, DiskRecord? record)
    {
        (state.RecordExists, state.ETag) = (record is not null, record?.ETag);
        state.State = record is not null ? JsonSerializer.Deserialize<T>(record.State, Json)! : Activator.CreateInstance<T>();
    }

    private long Expect(string name, GrainId grain, string? etag)
    {
        var stored = Find(name, grain);
        return stored?.ETag == etag ? stored?.Version ?? 0 : throw new InconsistentStateException($"The state '{name}' of {grain} has changed.", stored?.ETag, etag);
    }
}

/// <summary>A state as it is stored, and how often it has been written.</summary>
internal sealed record DiskRecord(byte[] State, long Version)
{
    public string ETag { get; } = Version.ToString(CultureInfo.InvariantCulture);
}
