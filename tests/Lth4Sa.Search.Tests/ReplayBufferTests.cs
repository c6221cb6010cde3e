using Lth4Sa.Search.Controller;
using Lth4Sa.Search.Replay;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Tests;

public sealed class ReplayBufferTests
{
    private static Experience Entry(int reward) => new(Scheme.Parse("1"), reward, [0.5]);

    [Fact]
    public void Exchange_BeforeStepH_ReplaysNothing()
    {
        var buffer = new ReplayBuffer(new ReplayOptions { FromStep = 10 }, 1);
        Assert.Null(buffer.Exchange([Entry(1)], 9, [Entry(2)]).Replayed);
        Assert.Equal(1, buffer.Exchange([Entry(1)], 10, [Entry(2)]).Replayed!.Reward);
    }

    [Fact]
    public void Exchange_FullBuffer_DropsTheOldest()
    {
        var buffer = new ReplayBuffer(new ReplayOptions { Capacity = 3 }, 1);
        var (_, next) = buffer.Exchange([Entry(1), Entry(2), Entry(3)], 1, [Entry(4), Entry(5)]);
        Assert.Equal([3d, 4, 5], next.Select(e => e.Reward));
    }

    [Fact]
    public void Exchange_ManySteps_ReplaysEveryEntrySometime()
    {
        var buffer = new ReplayBuffer(new ReplayOptions { FromStep = 1 }, 1);
        Experience[] entries = [.. Enumerable.Range(0, 5).Select(Entry)];
        var seen = Enumerable.Range(1, 200).Select(t => buffer.Exchange(entries, t, []).Replayed!.Reward).ToHashSet();
        Assert.Equal(5, seen.Count);
    }
}
