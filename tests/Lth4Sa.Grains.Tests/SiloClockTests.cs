namespace Lth4Sa.Grains.Tests;

public sealed class SiloClockTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Advance_ToLessThanAMillisecondBeforeATime_LetsWhoWaitsForItGoOn()
    {
        var clock = new SiloClock();
        var waiting = WaitAsync(clock, clock.GetUtcNow() + TimeSpan.FromMilliseconds(1000.4));
        await Task.Run(() => clock.Advance(TimeSpan.FromSeconds(1))).WaitAsync(Patience);
        await waiting.WaitAsync(Patience);
    }

    // As Orleans' DelayUntilAsync.
    private static async Task WaitAsync(TimeProvider clock, DateTimeOffset until)
    {
        while (until - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock);
        }
    }
}
