namespace Lth4Sa.Grains.Steps;

/// <summary>The stored part of a step grain: its fence and its last two snapshots.</summary>
/// <remarks>Two, because a crash may come after a snapshot and before the run commits its step.</remarks>
public sealed class StepSnapshots<TState>
{
    private const int Kept = 2;

    public long Fence { get; set; }

    public List<StepSnapshot<TState>> Snapshots { get; set; } = [];

    /// <summary>Adds a snapshot unless it is there, and lets the oldest go.</summary>
    public void Add(long step, TState state)
    {
        Snapshots.RemoveAll(s => s.Step == step);
        Snapshots.Add(new StepSnapshot<TState>(step, state));
        Snapshots.RemoveRange(0, Math.Max(0, Snapshots.Count - Kept));
    }
}

public sealed record StepSnapshot<TState>(long Step, TState State);
