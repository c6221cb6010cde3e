using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Orleans.Concurrency;

namespace StandIns.Orleans.Tests;

[GenerateSerializer]
public sealed class Box
{
    [Id(0)] public int[] Values { get; set; } = [];
}

[GenerateSerializer, Immutable]
public sealed record Frozen(int[] Values);

public sealed class NotMarked
{
    public int Value { get; set; }
}

/// <summary>Barriers that a test opens, by name: no test waits for a clock.</summary>
public static class Gates
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Open = new();

    public static TaskCompletionSource Get(string name) =>
        Open.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

public interface IProbe : IGrainWithStringKey
{
    Task<int> Increment();

    Task<int> IncrementAfter(string entered, string gate);

    [AlwaysInterleave]
    Task<int> Peek();

    Task<int[]> Keep(Box box);

    Task<int[]> Kept();

    Task<object> Answer(object value);

    Task Fail(string message);

    Task WaitFor(string gate);

    [ResponseTimeout("00:10:00")]
    Task WaitLongFor(string gate);

    Task<int> Activation();

    Task Leave();

    IAsyncEnumerable<int> Count(int to, string? gate, CancellationToken cancellationToken = default);

    Task<bool> StreamEnded();

    Task StartTimer(string tick);

    Task<int> Ticks();
}

public interface IReentrantProbe : IGrainWithStringKey
{
    Task<int> IncrementAfter(string entered, string gate);

    Task<int> Increment();
}

public sealed class ProbeGrain : Grain, IProbe
{
    public static readonly ConcurrentDictionary<string, int> ActivationsByKey = new();

    private static int activations;

    private readonly int activation = Interlocked.Increment(ref activations);
    private int count;
    private int ticks;
    private bool streamEnded;
    private Box kept = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ActivationsByKey.AddOrUpdate(this.GetPrimaryKeyString(), 1, (_, n) => n + 1);
        return Task.CompletedTask;
    }

    public Task<int> Increment() => Task.FromResult(++count);

    public async Task<int> IncrementAfter(string entered, string gate)
    {
        var before = count;
        Gates.Get(entered).TrySetResult();
        await Gates.Get(gate).Task;
        return count = before + 1;
    }

    public Task<int> Peek() => Task.FromResult(count);

    public Task<int[]> Keep(Box box)
    {
        kept = box;
        return Task.FromResult(kept.Values);
    }

    public Task<int[]> Kept() => Task.FromResult(kept.Values);

    public Task<object> Answer(object value) => Task.FromResult(value);

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public Task WaitFor(string gate) => Gates.Get(gate).Task;

    public Task WaitLongFor(string gate) => Gates.Get(gate).Task;

    public Task<int> Activation() => Task.FromResult(activation);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<int> Count(int to, string? gate, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var i = 1; i <= to; i++)
            {
                yield return i;
                if (gate is not null)
                {
                    await Gates.Get(gate).Task.WaitAsync(cancellationToken);
                }
            }
        }
        finally
        {
            streamEnded = true;
        }
    }

    public Task<bool> StreamEnded() => Task.FromResult(streamEnded);

    public Task StartTimer(string tick)
    {
        this.RegisterGrainTimer(
            () =>
            {
                ticks++;
                Gates.Get($"{tick}-{ticks}").TrySetResult();
                return ticks == 1 ? throw new InvalidOperationException("A tick that fails does not stop the timer.") : Task.CompletedTask;
            },
            new GrainTimerCreationOptions { DueTime = TimeSpan.FromSeconds(5), Period = TimeSpan.FromSeconds(5) });
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(ticks);
}

[Reentrant]
public sealed class ReentrantProbeGrain : Grain, IReentrantProbe
{
    private int count;

    public async Task<int> IncrementAfter(string entered, string gate)
    {
        Gates.Get(entered).TrySetResult();
        await Gates.Get(gate).Task;
        return ++count;
    }

    public Task<int> Increment() => Task.FromResult(++count);
}
