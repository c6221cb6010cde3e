namespace Lth4Sa.Grains.Telemetry;

/// <summary>
/// Measures the time of one grain call in 16: a search step has several calls, and a histogram of a sample is good enough.
/// </summary>
internal sealed class MeteredCalls(TimeProvider time) : IIncomingGrainCallFilter
{
    private const int One = 16;

    private int calls;

    public Task Invoke(IIncomingGrainCallContext context) =>
        (Interlocked.Increment(ref calls) & (One - 1)) == 0 ? MeasureAsync(context) : context.Invoke();

    private async Task MeasureAsync(IIncomingGrainCallContext context)
    {
        var started = time.GetTimestamp();
        try
        {
            await context.Invoke();
        }
        finally
        {
            var grain = new KeyValuePair<string, object?>("grain", context.TargetId.Type.ToString());
            Lth4SaMetrics.CallDuration.Record(time.GetElapsedTime(started).TotalSeconds, grain);
        }
    }
}
