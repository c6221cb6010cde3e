using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Networks.Tests;

public sealed class InferenceTimerTests
{
    [Fact]
    public void Increment_OfEq7_IsInPercentOfTheOriginal() => Assert.Equal(25, InferenceTimer.Increment(10, 8), 10);

    [Fact]
    public async Task Measure_OriginalAndFull_TakesEachInEveryRound()
    {
        using var slot = new DeviceSlot("cpu", 1);
        var clock = new SteppingClock();
        var rounds = new List<int>();
        var times = await slot.RunAsync(() =>
        {
            var spec = TestNetworks.Spec("resnet11", classes: 10);
            using var original = new AttentionNetwork(spec, Scheme.AllOff(3), 1);
            using var full = new AttentionNetwork(spec, Scheme.AllOn(3), 1);
            return new InferenceTimer(slot, clock).Measure(
                [(original, original.Modules), (full, full.Modules)], 8, 4, rounds.Add, CancellationToken.None);
        });
        // The clock goes on by one tick at each look: every measurement looks twice, so each takes one tick.
        Assert.All(times, time => Assert.Equal(new InferenceTime(1000, 1000, 1000, 4, 1), time));
        Assert.Equal(4, rounds[^1]);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => now++;
    }
}
