using System.Diagnostics.Metrics;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Grains.Steps;

namespace Lth4Sa.Grains.Tests;

public sealed class StepGateTests
{
    private readonly StepGate gate = new();

    [Fact]
    public void Apply_NextStep_IsAppliedOnceAndAnsweredAgain()
    {
        gate.Open(2, 5);
        var applied = 0;
        Assert.Equal("six", gate.Apply(2, 6, () => { applied++; return "six"; }));
        Assert.Equal("six", gate.Apply(2, 6, () => { applied++; return "other"; }));
        Assert.Equal(1, applied);
        Assert.Equal("seven", gate.Apply(2, 7, () => "seven"));
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 6)]
    [InlineData(2, 7)]
    [InlineData(2, 4)]
    public void Apply_OtherFenceOrStep_IsRefusedAndChangesNothing(long fence, long step)
    {
        gate.Open(2, 5);
        Assert.Throws<StepRefusedException>(() => gate.Apply<string>(fence, step, () => throw new InvalidOperationException("applied")));
        Assert.Equal("six", gate.Apply(2, 6, () => "six"));
    }

    [Fact]
    public void Apply_BeforeRecovery_IsRefused() => Assert.Throws<StepRefusedException>(() => gate.Apply(0, 1, () => "one"));

    [Fact]
    public void Apply_ThatThrows_ShutsTheGateUntilItIsRecovered()
    {
        gate.Open(1, 0);
        Assert.Throws<InvalidOperationException>(() => gate.Apply<string>(1, 1, () => throw new InvalidOperationException()));
        Assert.Throws<StepRefusedException>(() => gate.Apply(1, 1, () => "one"));
        gate.Open(2, 0);
        Assert.Equal("one", gate.Apply(2, 1, () => "one"));
    }

    [Fact]
    public void Apply_OfAnOlderFence_IsCounted()
    {
        var counted = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "Lth4Sa", Name: "lth4sa_rejected_late_results" })
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();
        gate.Open(2, 5);
        Assert.Throws<StepRefusedException>(() => gate.Apply(1, 6, () => "six"));
        Assert.True(Interlocked.Read(ref counted) >= 1);
    }
}
