using Lth4Sa.Contracts.Supernets;

namespace Lth4Sa.Grains.Telemetry;

/// <summary>What a device slot shows of itself.</summary>
/// <param name="loaded">Bytes of weights.</param>
internal sealed class SlotMeter(string slot, Func<long> loaded)
{
    private int jobs;

    public KeyValuePair<string, object?> Tag { get; } = new("slot", slot);

    /// <summary>1 while it works, else 0.</summary>
    public int Busy => Volatile.Read(ref jobs) > 0 ? 1 : 0;

    public Func<long> Loaded => loaded;

    /// <summary>What it trains; null when it does not.</summary>
    public TrainingNow? Training { get; set; }

    public void Begin() => Interlocked.Increment(ref jobs);

    public void End(string job, double seconds)
    {
        Interlocked.Decrement(ref jobs);
        Lth4SaMetrics.JobDuration.Record(seconds, Tag, new("job", job));
    }
}

/// <param name="Kind">supernet or network.</param>
internal sealed record TrainingNow(string Kind, TrainingProgress Progress);
