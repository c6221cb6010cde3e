namespace Lth4Sa.Simulation.Scheduling;

/// <summary>
/// Runs everything of a simulation on one thread, in an order that the dice decide, on a clock that moves only when
/// nothing else can. It runs on the thread pool, which has one thread here: what a turn hands to the pool by itself is
/// done before the next turn, so that nothing depends on the machine.
/// </summary>
internal sealed class SimulationLoop(Dice dice, long maxTurns)
{
    private readonly List<(TurnScheduler Scheduler, Task Task)> ready = [];
    private readonly PriorityQueue<SimulatedTimer, (long Due, long Order)> timers = new();
    private readonly TaskCompletionSource finished = new();
    private Task? root;
    private SimulationException? broken;
    private long order;

    public long Turns { get; private set; }

    public TimeSpan Now { get; private set; }

    public Trace Trace { get; } = new();

    /// <summary>Called before each turn.</summary>
    public Action? BeforeTurn { get; set; }

    /// <summary>Runs until <paramref name="act"/> is done.</summary>
    /// <exception cref="SimulationException">An invariant is broken; or it never is done: everything waits, or it takes too many turns.</exception>
    public void Run(Func<Task> act)
    {
        root = new LifetimeScheduler(this, new Lifetime("driver")).RunAsync(act);
        Continue();
        finished.Task.GetAwaiter().GetResult();
        root.GetAwaiter().GetResult();
    }

    public void Write(string what) => Trace.Add(Now, what);

    /// <summary>Ends the simulation: what must hold does not.</summary>
    public SimulationException Break(string what) => broken ??= new SimulationException(what);

    internal void Post(TurnScheduler scheduler, Task task) => ready.Add((scheduler, task));

    internal void Add(SimulatedTimer timer, TimeSpan due) => timers.Enqueue(timer, ((Now + due).Ticks, ++order));

    private void Continue() => ThreadPool.UnsafeQueueUserWorkItem(static loop => loop.TakeTurns(), this, preferLocal: false);

    private void TakeTurns()
    {
        try
        {
            do
            {
                if (root!.IsCompleted)
                {
                    finished.SetResult();
                    return;
                }

                TakeTurn();
            }
            while (ThreadPool.PendingWorkItemCount == 0);
        }
        catch (Exception exception)
        {
            finished.SetException(exception);
            return;
        }

        Continue();
    }

    private void TakeTurn()
    {
        BeforeTurn?.Invoke();
        if (++Turns > maxTurns)
        {
            throw new SimulationException($"It does not end: {maxTurns} turns, and it is {Now}.");
        }

        if (ready.Count > 0)
        {
            var chosen = dice.Below(ready.Count);
            var (scheduler, task) = ready[chosen];
            ready[chosen] = ready[^1];
            ready.RemoveAt(ready.Count - 1);
            scheduler.Take(task);
        }
        else
        {
            FireNext();
        }

        if (broken is not null)
        {
            throw broken;
        }
    }

    private void FireNext()
    {
        while (timers.TryDequeue(out var timer, out var at))
        {
            if (timer.IsDue(at.Due))
            {
                Now = new TimeSpan(at.Due);
                timer.Fire();
                return;
            }
        }

        throw new SimulationException("Everything waits and nothing will come.");
    }
}
