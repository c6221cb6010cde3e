namespace Lth4Sa.Grains.Steps;

/// <summary>The stored part of a step grain: its fence and its last two snapshots.</summary>
/// <remarks>Two, because a crash may come after a snapshot and before the run commits its step.</remarks>
public sealed class StepSnapshots
{
    private const int Kept = 2;

    public long Fence { get; set; }

    public List<StepSnapshot> Snapshots { get; set; } = [];

    /// <summary>Adds a snapshot unless it is there, and lets the oldest go.</summary>
    public void Add(long step, byte[] state)
    {
        Snapshots.RemoveAll(s => s.Step == step);
        Snapshots.Add(new StepSnapshot(step, state));
        Snapshots.RemoveRange(0, Math.Max(0, Snapshots.Count - Kept));
    }
}

/// <param name="State">What <see cref="Lth4Sa.Search.IRecoverable.Save"/> wrote after the step.</param>
public sealed record StepSnapshot(long Step, byte[] State);
