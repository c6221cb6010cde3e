using Lth4Sa.Simulation.Scheduling;
using Orleans.Storage;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>The disk as one silo reaches it.</summary>
internal sealed class SimulatedStorage(World world, Lifetime life, TimeProvider time) : IGrainStorage
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(20), Long = TimeSpan.FromSeconds(40);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        DoAsync("read", stateName, grainId, () => world.Disk.Read(stateName, grainId, grainState), () => { }, writes: false);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        DoAsync("write", stateName, grainId, () => world.Disk.Write(stateName, grainId, grainState), Unaware(grainState), writes: true);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        DoAsync("clear", stateName, grainId, () => world.Disk.Clear(stateName, grainId, grainState), Unaware(grainState), writes: true);

    // Who does not know that a write was done still has the version from before.
    private static Action Unaware<T>(IGrainState<T> state)
    {
        var (tag, exists) = (state.ETag, state.RecordExists);
        return () => (state.ETag, state.RecordExists) = (tag, exists);
    }

    private async Task DoAsync(string verb, string name, GrainId grain, Action act, Action undo, bool writes)
    {
        await Task.Delay(world.Dice.Time(world.Faults.Happens(FaultKinds.Slow) ? Long : Usual), time);
        // Some of what a silo asked for before it died is still done.
        await life.PassAsync();

        if (world.Faults.Happens(FaultKinds.Storage))
        {
            world.Write(life, $"fault: {verb} {grain} {name} fails");
            throw new IOException("The device does not answer.");
        }

        if (writes && world.IsFull)
        {
            world.Write(life, $"fault: {verb} {grain} {name}: no space");
            throw new IOException("No space is left on the device.");
        }

        try
        {
            act();
        }
        catch (InconsistentStateException conflict)
        {
            world.Write(life, $"conflict: {verb} {grain} {name}: {conflict.StoredEtag} is stored, {conflict.CurrentEtag} was expected");
            throw;
        }

        if (writes)
        {
            world.Write(life, $"{verb} {grain} {name}");
        }

        if (writes && world.Faults.Happens(FaultKinds.Unknown))
        {
            undo();
            world.Write(life, $"fault: {verb} {grain} {name} is done, and its caller does not know");
            throw new TimeoutException("The answer did not come in time.");
        }

        await Task.Delay(world.Dice.Time(Usual), time);
        await life.PassAsync();
    }
}
