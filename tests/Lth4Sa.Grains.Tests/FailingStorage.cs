using Orleans.Storage;

namespace Lth4Sa.Grains.Tests;

/// <summary>A storage whose writes fail after the first few: what a silo leaves behind when it dies at any of them.</summary>
/// <param name="writes">Those that succeed.</param>
public sealed class FailingStorage(IGrainStorage storage, int writes) : IGrainStorage, IDisposable
{
    private int left = writes;
    private string? unanswered;

    /// <summary>From now on so many writes succeed.</summary>
    public void FailAfter(int count) => left = count;

    /// <summary>From now on all writes succeed.</summary>
    public void Mend() => FailAfter(int.MaxValue);

    /// <summary>The next write of this state is done, and its answer lost.</summary>
    public void LoseAnswer(string stateName) => unanswered = stateName;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Interlocked.Decrement(ref left) < 0)
        {
            throw new IOException("No space is left on the device.");
        }

        if (unanswered == stateName)
        {
            unanswered = null;
            await storage.WriteStateAsync(stateName, grainId, new GrainState<T>(grainState.State, grainState.ETag));
            throw new IOException("The answer was lost.");
        }

        await storage.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ClearStateAsync(stateName, grainId, grainState);

    public void Dispose() => (storage as IDisposable)?.Dispose();
}
