using Orleans.Storage;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>The disk for whoever only looks: no silo, no delay, no fault.</summary>
internal sealed class DirectStorage(Disk disk) : IGrainStorage
{
    private const string ReadOnly = "Checks read what is stored, and change nothing.";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Disk.Fill(grainState, disk.Find(stateName, grainId));
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException(ReadOnly);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException(ReadOnly);
}
