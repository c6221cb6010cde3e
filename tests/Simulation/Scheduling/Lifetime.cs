namespace Lth4Sa.Simulation.Scheduling;

/// <summary>What can die, as a silo does: what belongs to it is then never run again.</summary>
internal sealed class Lifetime(string name)
{
    public string Name => name;

    public bool IsDead { get; private set; }

    /// <summary>Never done: what the dead wait for.</summary>
    public static Task Never { get; } = new TaskCompletionSource().Task;

    public void End() => IsDead = true;
}
