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
    public async Task Measure_OriginalAndFull_TakesTheForwardPassOfEachInEveryRound()
    {
        using var slot = new DeviceSlot("cpu", 1);
        var clock = new SteppingClock();
        var rounds = new List<int>();
        var times = await slot.RunAsync(() =>
        {
            var spec = TestNetworks.Spec("resnet11", classes: 10);
            using var original = new AttentionNetwork(spec, Scheme.AllOff(3), 1);
            using var full = new AttentionNetwork(spec, Scheme.AllOn(3), 1);
            // A forward pass of the one takes 2 ticks, of the other 5.
            original.register_forward_hook((_, _, _, logits) => clock.Pass(2, logits));
            full.register_forward_hook((_, _, _, logits) => clock.Pass(5, logits));
            return new InferenceTimer(slot, clock).Measure(
                [(original, original.Modules), (full, full.Modules)], 8, 4, rounds.Add, CancellationToken.None);
        });
        // The clock goes on by one more tick at each look, and every measurement looks twice.
        Assert.Equal([new InferenceTime(3000, 3000, 3000, 4, 1), new InferenceTime(6000, 6000, 6000, 4, 1)], times);
        Assert.Equal(4, rounds[^1]);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => now++;

        public T Pass<T>(long ticks, T value)
        {
            now += ticks;
            return value;
        }
    }
}
