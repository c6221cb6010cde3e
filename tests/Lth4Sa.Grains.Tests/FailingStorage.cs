using Orleans.Storage;

namespace Lth4Sa.Grains.Tests;

/// <summary>A storage whose writes fail after the first few: what a silo leaves behind when it dies at any of them.</summary>
/// <param name="writes">Those that succeed.</param>
public sealed class FailingStorage(IGrainStorage storage, int writes) : IGrainStorage, IDisposable
{
    private int left = writes;

    /// <summary>From now on so many writes succeed.</summary>
    public void FailAfter(int count) => left = count;

    /// <summary>From now on all writes succeed.</summary>
    public void Mend() => FailAfter(int.MaxValue);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Interlocked.Decrement(ref left) >= 0
        ? storage.WriteStateAsync(stateName, grainId, grainState)
        : throw new IOException("No space is left on the device.");

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);

    public void Dispose() => (storage as IDisposable)?.Dispose();
}
