using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>What outlives silos: records under versions, and what devices have written to files.</summary>
internal sealed class Disk
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly Dictionary<(string Grain, string Name), (byte[] State, long Version)> records = [];

    /// <summary>Epochs of each training.</summary>
    public Dictionary<string, int> Epochs { get; } = [];

    /// <summary>Bytes of all records.</summary>
    public long Bytes => records.Values.Sum(r => (long)r.State.Length);

    public void Read<T>(string name, GrainId grain, IGrainState<T> state)
    {
        state.RecordExists = records.TryGetValue((grain.ToString(), name), out var record);
        state.ETag = state.RecordExists ? record.Version.ToString(CultureInfo.InvariantCulture) : null;
        state.State = state.RecordExists ? JsonSerializer.Deserialize<T>(record.State, Json) : Activator.CreateInstance<T>();
    }

    public void Write<T>(string name, GrainId grain, IGrainState<T> state)
    {
        var version = Expect(name, grain, state.ETag) + 1;
        records[(grain.ToString(), name)] = (JsonSerializer.SerializeToUtf8Bytes(state.State, Json), version);
        (state.ETag, state.RecordExists) = (version.ToString(CultureInfo.InvariantCulture), true);
    }

    public void Clear<T>(string name, GrainId grain, IGrainState<T> state)
    {
        Expect(name, grain, state.ETag);
        records.Remove((grain.ToString(), name));
        (state.State, state.ETag, state.RecordExists) = (Activator.CreateInstance<T>(), null, false);
    }

    private long Expect(string name, GrainId grain, string? etag)
    {
        var stored = records.TryGetValue((grain.ToString(), name), out var record) ? record.Version : 0;
        var text = stored == 0 ? null : stored.ToString(CultureInfo.InvariantCulture);
        return text == etag ? stored : throw new InconsistentStateException($"The state '{name}' of {grain} has changed.", text, etag);
    }
}
