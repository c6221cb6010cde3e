using Lth4Sa.Simulation.Scheduling;

namespace Lth4Sa.Simulation.Silos;

/// <summary>The turns of one activation: one at a time, in the order in which they were asked for.</summary>
internal sealed class ActivationScheduler(SimulationLoop loop, Lifetime life, Activation activation) : TurnScheduler(loop, life), IWorkItemScheduler
{
    private readonly Queue<Task> waiting = new();
    private bool busy;

    public void QueueAction(Action action) => Queue(action);

    public void QueueAction(Action<object> action, object state) => Queue(() => action(state));

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    protected override void QueueTask(Task task)
    {
        if (IsDead)
        {
            return;
        }

        if (busy)
        {
            waiting.Enqueue(task);
            return;
        }

        busy = true;
        Post(task);
    }

    protected override void Run(Task task)
    {
        OrleansInternals.SetContext(activation.TurnContext);
        TryExecuteTask(task);
        OrleansInternals.SetContext(null);
        if (waiting.TryDequeue(out var next))
        {
            Post(next);
        }
        else
        {
            busy = false;
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);
}
