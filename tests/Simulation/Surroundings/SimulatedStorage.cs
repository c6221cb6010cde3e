using Lth4Sa.Simulation.Scheduling;
using Orleans.Storage;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>
/// The disk as one silo reaches it. A request has what it says from when it is made, and its caller's state has what the answer
/// says from when that arrives: of two requests under way together, either can reach the disk first, and either answer.
/// </summary>
internal sealed class SimulatedStorage(World world, Lifetime life, TimeProvider time) : IGrainStorage
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(20), Long = TimeSpan.FromSeconds(40);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Disk.Fill(grainState, await DoAsync("read", stateName, grainId, () => world.Disk.Find(stateName, grainId), writes: false));

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (state, etag) = (Disk.Serialize(grainState.State), grainState.ETag);
        (grainState.ETag, grainState.RecordExists) = (await DoAsync("write", stateName, grainId, () => world.Disk.Write(stateName, grainId, state, etag), writes: true), true);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var etag = grainState.ETag;
        Disk.Fill(grainState, await DoAsync<DiskRecord?>(
            "clear",
            stateName,
            grainId,
            () =>
            {
                world.Disk.Clear(stateName, grainId, etag);
                return null;
            },
            writes: true));
    }

    private async Task<T> DoAsync<T>(string verb, string name, GrainId grain, Func<T> act, bool writes)
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

        T answer;
        try
        {
            answer = act();
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
            world.Write(life, $"fault: {verb} {grain} {name} is done, and its caller does not know");
            throw new TimeoutException("The answer did not come in time.");
        }

        await Task.Delay(world.Dice.Time(world.Faults.Happens(FaultKinds.Slow) ? Long : Usual), time);
        await life.PassAsync();
        return answer;
    }
}
