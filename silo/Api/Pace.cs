namespace Lth4Sa.Silo.Api;

/// <summary>Keeps the items of a stream apart.</summary>
/// <param name="period">The shortest time between two items.</param>
/// <param name="time">The clock.</param>
internal sealed class Pace(TimeSpan period, TimeProvider time)
{
    private long? last;

    /// <summary>Waits until the next item may come; the first may come at once.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        if (last is { } before && period - time.GetElapsedTime(before) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellation);
        }

        last = time.GetTimestamp();
    }
}
