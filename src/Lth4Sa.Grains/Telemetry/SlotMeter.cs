namespace Lth4Sa.Grains.Telemetry;

/// <summary>The metrics of a device slot.</summary>
/// <param name="slot">The key of the slot.</param>
/// <param name="loaded">The function that returns the memory of the loaded weights, in bytes.</param>
internal sealed class SlotMeter(string slot, Func<long> loaded)
{
    private int jobs;

    public KeyValuePair<string, object?> Tag { get; } = new("slot", slot);

    /// <summary>The number 1 while the slot works, otherwise 0.</summary>
    public int Busy => Volatile.Read(ref jobs) > 0 ? 1 : 0;

    public Func<long> Loaded => loaded;

    /// <summary>The training under way; null when there is none.</summary>
    public TrainingNow? Training { get; set; }

    public void Begin() => Interlocked.Increment(ref jobs);

    public void End(string job, double seconds)
    {
        Interlocked.Decrement(ref jobs);
        Lth4SaMetrics.JobDuration.Record(seconds, Tag, new("job", job));
    }
}
