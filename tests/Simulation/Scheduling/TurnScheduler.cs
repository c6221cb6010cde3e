namespace Lth4Sa.Simulation.Scheduling;

/// <summary>Where tasks become turns of the loop. Those of a lifetime that has ended are dropped.</summary>
internal abstract class TurnScheduler(SimulationLoop loop, Lifetime life) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    protected bool IsDead => life.IsDead;

    /// <summary>Takes the turn that <see cref="Post"/> asked for.</summary>
    public void Take(Task task)
    {
        if (!IsDead)
        {
            Run(task);
        }
    }

    /// <summary>Queues <paramref name="action"/> as a task of its own.</summary>
    public void Queue(Action action) => _ = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Runs <paramref name="act"/> from its first turn to its end.</summary>
    public Task RunAsync(Func<Task> act) => Task.Factory.StartNew(act, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    protected void Post(Task task) => loop.Post(this, task);

    protected abstract void Run(Task task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
