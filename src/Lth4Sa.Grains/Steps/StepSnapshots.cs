using System.Globalization;
using Orleans.Storage;

namespace Lth4Sa.Grains.Steps;

/// <summary>
/// The last two snapshots of a step grain, each in a record of its own, so that a new one rewrites the older one alone.
/// Two, because a crash may come after a snapshot and before the run commits its step.
/// </summary>
internal sealed class StepSnapshots(IGrainStorage storage, GrainId grain)
{
    private readonly GrainState<StepSnapshot>[] records = [new(new()), new(new())];

    /// <summary>Reads them, and gives up those after <paramref name="step"/>, which no run has committed.</summary>
    /// <returns>The state after the step; null if there is none.</returns>
    public async Task<byte[]?> LoadAsync(long step)
    {
        for (var slot = 0; slot < records.Length; slot++)
        {
            await storage.ReadStateAsync(NameOf(slot), grain, records[slot]);
            records[slot].State ??= new StepSnapshot();
            if (records[slot].State!.Step > step)
            {
                records[slot].State = new StepSnapshot();
            }
        }

        return records.Select(r => r.State!).FirstOrDefault(s => s.Step == step)?.State;
    }

    /// <summary>Stores the state after a step instead of the older one; asked again for the same step, over itself.</summary>
    public Task WriteAsync(long step, byte[] state)
    {
        var same = Array.FindIndex(records, r => r.State!.Step == step);
        var slot = same >= 0 ? same : records[0].State!.Step <= records[1].State!.Step ? 0 : 1;
        records[slot].State = new StepSnapshot { Step = step, State = state };
        return storage.WriteStateAsync(NameOf(slot), grain, records[slot]);
    }

    private static string NameOf(int slot) => string.Create(CultureInfo.InvariantCulture, $"snapshot-{slot}");
}
