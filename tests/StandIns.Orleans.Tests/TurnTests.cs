namespace StandIns.Orleans.Tests;

/// <summary>How calls take turns; runs unchanged on real Orleans.</summary>
public sealed class TurnTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    [Fact]
    public async Task Calls_FromManyThreads_RunOneAtATime()
    {
        var grain = silo.Grains.GetGrain<IProbe>("many");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(grain.Increment)));
        Assert.Equal(201, await grain.Increment());
    }

    [Fact]
    public async Task Call_WhileAnotherAwaits_WaitsForItsEnd()
    {
        var grain = silo.Grains.GetGrain<IProbe>("waits");
        var first = grain.IncrementAfter("waits-in", "waits-go");
        await Gates.Get("waits-in").Task;
        var second = grain.Increment();
        Assert.Equal(0, await grain.Peek());
        Assert.False(second.IsCompleted);
        Gates.Get("waits-go").SetResult();
        Assert.Equal(1, await first);
        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task Call_ToReentrantGrain_InterleavesAtAwait()
    {
        var grain = silo.Grains.GetGrain<IReentrantProbe>("reentrant");
        var first = grain.IncrementAfter("reentrant-in", "reentrant-go");
        await Gates.Get("reentrant-in").Task;
        Assert.Equal(1, await grain.Increment());
        Gates.Get("reentrant-go").SetResult();
        Assert.Equal(2, await first);
    }

    [Fact]
    public async Task Call_NoAnswerInTime_ThrowsTimeout()
    {
        var grain = silo.Grains.GetGrain<IProbe>("slow");
        var call = grain.WaitFor("slow-go");
        silo.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        silo.Time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Gates.Get("slow-go").SetResult();
    }

    [Fact]
    public async Task Call_WithResponseTimeoutAttribute_WaitsThatLong()
    {
        var grain = silo.Grains.GetGrain<IProbe>("longer");
        var call = grain.WaitLongFor("longer-go");
        silo.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(call.IsCompleted);
        Gates.Get("longer-go").SetResult();
        await call;
    }

    [Fact]
    public async Task Exception_InGrain_ReachesTheCaller()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Grains.GetGrain<IProbe>("fails").Fail("because"));
        Assert.Equal("because", error.Message);
    }
}
