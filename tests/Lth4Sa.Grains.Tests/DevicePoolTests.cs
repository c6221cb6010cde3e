using Lth4Sa.Contracts.Devices;

namespace Lth4Sa.Grains.Tests;

public sealed class DevicePoolTests : FolderTest
{
    [Fact]
    public async Task Acquire_OneSlot_IsGivenToOneAtATimeInOrder()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(0);
        var first = await pool.Acquire("a", "x");
        var second = pool.Acquire("b", "x");
        var third = pool.Acquire("c", "x");
        Assert.True(await pool.Renew(first));
        Assert.False(second.IsCompleted);
        await pool.Release(first);
        var next = await second;
        Assert.False(third.IsCompleted);
        Assert.False(await pool.Renew(first));
        // A late release of a lease that has ended leaves the new holder alone.
        await pool.Release(first);
        Assert.True(await pool.Renew(next));
        await pool.Release(next);
        await third;
    }

    [Fact]
    public async Task Acquire_TwoSlots_PrefersTheOneUsedLastForTheSameThing()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(0);
        await pool.Register(["other/cpu/0"]);
        var (x, y) = (await pool.Acquire("a", "x"), await pool.Acquire("b", "y"));
        Assert.NotEqual(x.Slot, y.Slot);
        await pool.Release(x);
        await pool.Release(y);
        Assert.Equal(y.Slot, (await pool.Acquire("c", "y")).Slot);
    }
}
