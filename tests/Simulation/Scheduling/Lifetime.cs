namespace Lth4Sa.Simulation.Scheduling;

/// <summary>What can die, as a silo does: what belongs to it is then never run again.</summary>
internal sealed class Lifetime(string name)
{
    public string Name => name;

    public bool IsDead { get; private set; }

    public void End() => IsDead = true;

    /// <summary>Passes for the living; the dead wait for ever.</summary>
    // A task for each of them: one for all would keep everything that waits for it in memory.
    public Task PassAsync() => IsDead ? new TaskCompletionSource().Task : Task.CompletedTask;
}
