using System.Collections.Concurrent;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Grains.Devices;

namespace Lth4Sa.Grains.Tests;

/// <summary>Device slots that keep what they are asked for, and fail where a test says so.</summary>
public sealed class WatchedSlots(IDeviceSlots slots) : IDeviceSlots, IAsyncDisposable
{
    private readonly ConcurrentQueue<object> jobs = [];

    /// <summary>All jobs so far, in order.</summary>
    public IReadOnlyCollection<object> Jobs => jobs;

    /// <summary>What a job fails with; null lets it run.</summary>
    public Func<object, Exception?> Fault { get; set; } = _ => null;

    public IReadOnlyCollection<string> Keys => slots.Keys;

    public IEvaluator Get(string key) => new Slot(this, slots.Get(key));

    public async ValueTask DisposeAsync() => await ((IAsyncDisposable)slots).DisposeAsync();

    private sealed class Slot(WatchedSlots owner, IEvaluator slot) : IEvaluator
    {
        public long LoadedBytes => slot.LoadedBytes;

        public IAsyncEnumerable<TReport> Stream<TReport>(DeviceJob<TReport> job, CancellationToken cancellationToken)
        {
            owner.jobs.Enqueue(job);
            return owner.Fault(job) is { } fault ? throw fault : slot.Stream(job, cancellationToken);
        }

        public Task UnloadAsync() => slot.UnloadAsync();

        public ValueTask DisposeAsync() => slot.DisposeAsync();
    }
}
