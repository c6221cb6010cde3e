using System.Security.Cryptography;
using System.Text;

namespace Lth4Sa.Simulation;

/// <summary>
/// Runs everything of a simulation on one thread, in an order that the dice decide, on a clock that moves only when
/// nothing else can. Each turn is a work item of the thread pool, which has one thread here: what a turn hands to the
/// pool by itself is done before the next turn, so that nothing depends on the machine.
/// </summary>
internal sealed class SimulationLoop(Dice dice, long mostTurns)
{
    /// <summary>What is kept of the trace for printing; its hash covers all of it.</summary>
    private const int TraceLines = 4000;

    private readonly List<(LifetimeScheduler Owner, Task Task)> ready = [];
    private readonly PriorityQueue<SimulatedTimer, (long Due, long Order)> timers = new();
    private readonly Queue<string> trace = new();
    private readonly TaskCompletionSource finished = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Task? root;
    private long order;

    public long Turns { get; private set; }

    public TimeSpan Now { get; private set; }

    /// <summary>Called before each turn.</summary>
    public Action? BeforeTurn { get; set; }

    public IEnumerable<string> Trace => trace;

    /// <summary>Equal for two simulations in which the same happened.</summary>
    public string TraceHash => Convert.ToHexStringLower(hash.GetCurrentHash())[..16];

    /// <summary>Runs until <paramref name="act"/> is done.</summary>
    /// <exception cref="SimulationException">It never is: everything waits, or it takes too many turns.</exception>
    public void Run(Func<Task> act)
    {
        root = Task.Factory.StartNew(act, CancellationToken.None, TaskCreationOptions.None, new LifetimeScheduler(this, new Lifetime("driver"))).Unwrap();
        Next();
        finished.Task.GetAwaiter().GetResult();
        root.GetAwaiter().GetResult();
    }

    public void Write(string what)
    {
        var line = $"{Now:d\\.hh\\:mm\\:ss\\.fff} {what}";
        hash.AppendData(Encoding.UTF8.GetBytes(line));
        trace.Enqueue(line);
        if (trace.Count > TraceLines)
        {
            trace.Dequeue();
        }
    }

    internal void Post(LifetimeScheduler owner, Task task) => ready.Add((owner, task));

    internal void Add(SimulatedTimer timer, TimeSpan due) => timers.Enqueue(timer, ((Now + due).Ticks, ++order));

    private void Next() => ThreadPool.UnsafeQueueUserWorkItem(_ => Turn(), null);

    private void Turn()
    {
        if (root!.IsCompleted)
        {
            finished.SetResult();
            return;
        }

        try
        {
            BeforeTurn?.Invoke();
            if (++Turns > mostTurns)
            {
                throw new SimulationException($"It does not end: {mostTurns} turns, and it is {Now}.");
            }

            if (ready.Count > 0)
            {
                var chosen = dice.Below(ready.Count);
                var (owner, task) = ready[chosen];
                ready[chosen] = ready[^1];
                ready.RemoveAt(ready.Count - 1);
                owner.Execute(task);
            }
            else if (timers.TryDequeue(out var timer, out var at))
            {
                if (timer.IsDue(at.Due))
                {
                    Now = new TimeSpan(at.Due);
                    timer.Fire();
                }
            }
            else
            {
                throw new SimulationException("Everything waits and nothing will come.");
            }
        }
        catch (Exception exception)
        {
            finished.SetException(exception);
            return;
        }

        Next();
    }
}

/// <summary>An invariant is broken.</summary>
internal sealed class SimulationException(string message) : Exception(message);

/// <summary>A silo that can die: what belongs to it is then never run again.</summary>
internal sealed class Lifetime(string name)
{
    public string Name => name;

    public bool IsDead { get; private set; }

    /// <summary>Never done: what the dead wait for.</summary>
    public static Task Never { get; } = new TaskCompletionSource().Task;

    public void End() => IsDead = true;
}

/// <summary>Where the turns of one silo go.</summary>
internal sealed class LifetimeScheduler(SimulationLoop loop, Lifetime life) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    public void Execute(Task task)
    {
        if (!life.IsDead)
        {
            TryExecuteTask(task);
        }
    }

    protected override void QueueTask(Task task)
    {
        if (!life.IsDead)
        {
            loop.Post(this, task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
