using Microsoft.Extensions.Time.Testing;

namespace Lth4Sa.Grains.Tests;

/// <summary>
/// A clock for a silo that a test moves. Orleans waits for a time of day by delays of what is left, and a delay of less than a
/// millisecond is none: on a clock that stands still while it is read it would never get there. So each look at the time of day
/// is a little later; timestamps, by which grains measure, move with the test alone.
/// </summary>
internal sealed class SiloClock : FakeTimeProvider
{
    private long looks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromMicroseconds(Interlocked.Increment(ref looks));

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
