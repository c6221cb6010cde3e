namespace Orleans.Runtime;

/// <summary>Runs the turns of one activation one at a time, each as one task of the scheduler below it.</summary>
internal sealed class ActivationTaskScheduler(TaskScheduler turns) : TaskScheduler
{
    private readonly Queue<Task> queue = new();
    private bool running;

    public override int MaximumConcurrencyLevel => 1;

    protected override void QueueTask(Task task)
    {
        lock (queue)
        {
            queue.Enqueue(task);
            if (running)
            {
                return;
            }

            running = true;
        }

        Post();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (queue)
        {
            return queue.ToArray();
        }
    }

    private void Post() => Task.Factory.StartNew(RunTurn, CancellationToken.None, TaskCreationOptions.HideScheduler, turns);

    private void RunTurn()
    {
        Task next;
        lock (queue)
        {
            next = queue.Dequeue();
        }

        TryExecuteTask(next);
        lock (queue)
        {
            running = queue.Count > 0;
            if (!running)
            {
                return;
            }
        }

        Post();
    }
}
