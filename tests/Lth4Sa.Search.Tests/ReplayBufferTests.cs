using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Search.Tests;

public sealed class ReplayBufferTests
{
    private static Experience Entry(int reward) => new(Scheme.Parse("1"), reward, [0.5]);

    [Fact]
    public void Exchange_BeforeStepH_ReplaysNothing()
    {
        var buffer = new ReplayBuffer(new ReplayOptions { FromStep = 10 }, 1);
        Assert.Null(buffer.Exchange(8, [Entry(1)]));
        Assert.Null(buffer.Exchange(9, []));
        Assert.Equal(1, buffer.Exchange(10, [Entry(2)])!.Entry[0].Reward);
    }

    [Fact]
    public void Exchange_FullBuffer_DropsTheOldest()
    {
        var buffer = new ReplayBuffer(new ReplayOptions { Capacity = 3 }, 1);
        buffer.Exchange(1, [Entry(1), Entry(2), Entry(3)]);
        buffer.Exchange(2, [Entry(4), Entry(5)]);
        Assert.Equal([3d, 4, 5], buffer.Entries.Select(e => e[0].Reward));
    }

    [Fact]
    public void Exchange_ManySteps_ReplaysEveryEntrySometime()
    {
        var buffer = new ReplayBuffer(new ReplayOptions { FromStep = 2 }, 1);
        buffer.Exchange(1, [.. Enumerable.Range(0, 5).Select(Entry)]);
        Assert.Equal(5, Enumerable.Range(2, 200).Select(t => buffer.Exchange(t, [])!.Entry[0].Reward).Distinct().Count());
    }

    [Fact]
    public void Restore_ASnapshot_HasTheSameEntries()
    {
        var (buffer, again) = (new ReplayBuffer(new(), 1), new ReplayBuffer(new(), 1));
        buffer.Exchange(1, [new Experience(Scheme.Parse("0110"), 0.1 + 0.2, [0.1, 0.2, 0.3, 0.4])]);
        again.Exchange(1, [Entry(9)]);
        again.Restore(buffer.Save());
        Assert.Equal(buffer.Save(), again.Save());
        Assert.Equal("0110", Assert.Single(again.Entries)[0].Scheme.ToString());
    }
}
