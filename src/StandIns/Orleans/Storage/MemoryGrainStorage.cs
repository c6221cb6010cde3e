using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Storage;

/// <summary>Keeps copies of states in this process, under ETags.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), (object? State, int Version)> records = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (records.TryGetValue((stateName, grainId), out var record))
        {
            grainState.State = (T?)DeepCopier.Copy(record.State);
            grainState.ETag = record.Version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
        else
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (default, null, false);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (records)
        {
            var next = Expect(stateName, grainId, grainState.ETag) + 1;
            records[(stateName, grainId)] = (DeepCopier.Copy(grainState.State), next);
            (grainState.ETag, grainState.RecordExists) = (next.ToString(CultureInfo.InvariantCulture), true);
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (records)
        {
            Expect(stateName, grainId, grainState.ETag);
            records.TryRemove((stateName, grainId), out _);
            (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        }

        return Task.CompletedTask;
    }

    private int Expect(string stateName, GrainId grainId, string? etag)
    {
        var stored = records.TryGetValue((stateName, grainId), out var record) ? record.Version : 0;
        var storedEtag = stored == 0 ? null : stored.ToString(CultureInfo.InvariantCulture);
        return storedEtag == etag ? stored : throw new InconsistentStateException($"The state '{stateName}' of {grainId} has changed.", storedEtag, etag);
    }
}
