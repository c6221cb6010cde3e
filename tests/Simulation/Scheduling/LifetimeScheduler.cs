namespace Lth4Sa.Simulation.Scheduling;

/// <summary>The turns of what runs outside of grains: each is independent of the others, in any order.</summary>
internal sealed class LifetimeScheduler(SimulationLoop loop, Lifetime life) : TurnScheduler(loop, life)
{
    protected override void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task)
    {
        if (!IsDead)
        {
            Post(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
}
