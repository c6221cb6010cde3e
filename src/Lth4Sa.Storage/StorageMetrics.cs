using System.Diagnostics.Metrics;

namespace Lth4Sa.Storage;

/// <summary>The metrics of the storage, on the meter <c>Lth4Sa</c>.</summary>
public static class StorageMetrics
{
    private static readonly Meter Meter = new("Lth4Sa");

    private static int open;

    static StorageMetrics() => Meter.CreateObservableGauge(
        "lth4sa_storage_circuit_open", () => Volatile.Read(ref open),
        description: "Storages that have a rest because they failed again and again.");

    /// <summary>The time of storage operations, by operation.</summary>
    internal static Histogram<double> Latency { get; } = Meter.CreateHistogram(
        "lth4sa_storage_duration", "s", "Time of storage operations, with their repetitions.", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30] });

    /// <summary>The operations that failed for good, by operation.</summary>
    internal static Counter<long> Errors { get; } = Meter.CreateCounter<long>(
        "lth4sa_storage_errors", description: "Storage operations that failed for good.");

    /// <summary>The operations that found an unexpected ETag, by operation.</summary>
    internal static Counter<long> Conflicts { get; } = Meter.CreateCounter<long>(
        "lth4sa_storage_conflicts", description: "Storage operations that found somebody else's version.");

    internal static Counter<long> Retries { get; } = Meter.CreateCounter<long>(
        "lth4sa_storage_retries", description: "Storage operations that were tried again.");

    internal static Counter<long> Opened { get; } = Meter.CreateCounter<long>(
        "lth4sa_storage_circuit_opened", description: "Times that the storage was given a rest.");

    internal static Counter<long> Written { get; } = Meter.CreateCounter<long>("lth4sa_storage_written", "By", "Bytes of states written.");

    internal static Counter<long> Read { get; } = Meter.CreateCounter<long>("lth4sa_storage_read", "By", "Bytes of states read.");

    /// <summary>Makes every counter visible, at 0 as long as nothing has happened.</summary>
    public static void Begin()
    {
        foreach (var operation in new[] { "read", "write", "clear" })
        {
            var tag = new KeyValuePair<string, object?>("operation", operation);
            Errors.Add(0, tag);
            Conflicts.Add(0, tag);
        }

        Counter<long>[] others = [Retries, Opened, Written, Read];
        Array.ForEach(others, counter => counter.Add(0));
    }

    internal static void Circuit(bool opened) => Interlocked.Add(ref open, opened ? 1 : -1);
}
