namespace Lth4Sa.Grains.Telemetry;

/// <summary>
/// Measures the duration of one grain call in 16, by grain: a step of a search is several calls, and a histogram of some is as
/// good as one of all. Orleans' own histogram, <c>orleans-app-requests-latency</c>, does not tell the grain.
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
