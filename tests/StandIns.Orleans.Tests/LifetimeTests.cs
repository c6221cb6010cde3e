namespace StandIns.Orleans.Tests;

public sealed class LifetimeTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    [Fact]
    public async Task DeactivateOnIdle_NextCall_FindsANewActivation()
    {
        var grain = silo.Grains.GetGrain<IProbe>("leaves");
        await grain.Increment();
        var before = await grain.Activation();
        await grain.Leave();
        Assert.NotEqual(before, await grain.Activation());
        Assert.Equal(1, await grain.Increment());
    }

    [Fact]
    public async Task FirstCalls_ManyAtOnce_ActivateTheGrainOnce()
    {
        var keys = Enumerable.Range(0, 40).Select(i => "first" + i).ToArray();
        await Parallel.ForEachAsync(keys.SelectMany(k => Enumerable.Repeat(k, 8)), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (key, _) => await silo.Grains.GetGrain<IProbe>(key).Increment());
        Assert.All(keys, key => Assert.Equal(1, ProbeGrain.ActivationsByKey[key]));
    }

    [Fact]
    public async Task Timer_WhoseTickFails_TicksAgainAfterItsPeriod()
    {
        var grain = silo.Grains.GetGrain<IProbe>("timer");
        await grain.StartTimer("timer");
        Assert.Equal(0, await grain.Ticks());
        silo.Time.Advance(TimeSpan.FromSeconds(5));
        await Gates.Get("timer-1").Task;
        // The second tick is scheduled when the first has ended, which a call behind it has seen.
        Assert.Equal(1, await grain.Ticks());
        silo.Time.Advance(TimeSpan.FromSeconds(5));
        await Gates.Get("timer-2").Task;
        Assert.Equal(2, await grain.Ticks());
    }

    [Fact]
    public async Task Stream_FromGrain_ArrivesInOrderWhileOtherCallsRun()
    {
        var grain = silo.Grains.GetGrain<IProbe>("stream");
        Gates.Get("stream-go").TrySetResult();
        var seen = new List<int>();
        await foreach (var item in grain.Count(3, "stream-go"))
        {
            seen.Add(item);
            await grain.Increment();
        }

        Assert.Equal([1, 2, 3], seen);
        Assert.True(await grain.StreamEnded());
    }

    [Fact]
    public async Task Stream_CancelledByItsReader_EndsInTheGrain()
    {
        var grain = silo.Grains.GetGrain<IProbe>("cancelled");
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in grain.Count(3, "never", cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
        Assert.True(await grain.StreamEnded());
    }
}
