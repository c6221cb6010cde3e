using Lth4Sa.Contracts.Devices;
using Lth4Sa.Grains.Devices;

namespace Lth4Sa.Grains.Tests;

/// <summary>Each test has a pool of its own, whose slots nobody but the test makes known.</summary>
public sealed class DevicePoolTests(DevicePoolTests.Silo silo) : IClassFixture<DevicePoolTests.Silo>
{
    private const string Slot = "some/cpu/0";

    [Fact]
    public async Task Acquire_OneSlot_IsGivenToOneAtATimeInOrder()
    {
        var pool = await PoolAsync(1, Slot);
        var first = await pool.Acquire("a", "x", DeviceShare.Default);
        var second = await WaitAsync(pool, "b", DeviceShare.Default);
        var third = await WaitAsync(pool, "c", DeviceShare.Default);
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
        var pool = await PoolAsync(2, Slot, "other/cpu/0");
        var (x, y) = (await pool.Acquire("a", "x", DeviceShare.Default), await pool.Acquire("b", "y", DeviceShare.Default));
        Assert.NotEqual(x.Slot, y.Slot);
        await pool.Release(x);
        await pool.Release(y);
        Assert.Equal(y.Slot, (await pool.Acquire("c", "y", DeviceShare.Default)).Slot);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Acquire_TwoSweeps_GetDeviceTimeInProportionToTheirWeights(int slots)
    {
        const int seconds = 4000;
        string[] keys = [.. Enumerable.Range(0, slots).Select(i => $"some/cpu/{i}")];
        var pool = await PoolAsync(100 + slots, keys);
        // Each sweep always wants more, and its jobs take as long as they take: the lighter one's are the longer ones.
        var (heavy, light) = (new DeviceShare("heavy", 3), new DeviceShare("light", 1));
        var waiting = Enumerable.Range(0, 2 * slots).SelectMany(_ => new[] { heavy, light }).Select(s => (Share: s, Lease: pool.Acquire("x", s.Group, s))).ToList();
        var running = new List<(DeviceShare Share, Lease Lease, int Left)>();
        for (var second = 0; second < seconds; second++)
        {
            // All slots are held, and the pool knows of all who wait, before time goes on.
            while (await pool.GetStatus() is var status && (status.Held, status.Wanted) != (slots, 3 * slots))
            {
                await Task.Yield();
            }

            while (running.Count < slots)
            {
                // Who has been given a slot need not know it yet.
                await Task.WhenAny(waiting.Select(w => w.Lease));
                var next = waiting.First(w => w.Lease.IsCompleted);
                waiting.Remove(next);
                running.Add((next.Share, await next.Lease, next.Share == heavy ? 4 : 12));
            }

            silo.Clock.Advance(TimeSpan.FromSeconds(1));
            await pool.Register(keys);
            running = [.. running.Select(r => r with { Left = r.Left - 1 })];
            foreach (var (share, lease, _) in running.FindAll(r => r.Left == 0))
            {
                await pool.Release(lease);
                waiting.Add((share, pool.Acquire("x", share.Group, share)));
            }

            running.RemoveAll(r => r.Left == 0);
        }

        var had = (await pool.GetStatus()).Seconds;
        Assert.Equal(seconds * slots, had["heavy"] + had["light"], tolerance: 1e-6);
        Assert.InRange(had["heavy"] / (seconds * slots), 0.71, 0.79);
    }

    [Fact]
    public async Task Acquire_AGroupThatComesLate_HasSavedUpNothing()
    {
        var pool = await PoolAsync(3, Slot);
        var (early, late) = (new DeviceShare("early", 1), new DeviceShare("late", 1));
        var lease = await pool.Acquire("x", "a", early);
        silo.Clock.Advance(TimeSpan.FromSeconds(50));
        var wishes = new List<(DeviceShare Share, Task<Lease> Lease)>();
        foreach (var share in new[] { early, late, early, late })
        {
            wishes.Add((share, await WaitAsync(pool, share.Group, share)));
        }

        var turns = new List<string>();
        while (wishes.Count > 0)
        {
            await pool.Register([Slot]);
            await pool.Release(lease);
            lease = await await Task.WhenAny(wishes.Select(w => w.Lease));
            turns.Add(wishes.Find(w => w.Lease.IsCompleted).Share.Group);
            wishes.RemoveAll(w => w.Lease.IsCompleted);
            silo.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        // It does not make up for the time in which it was not there.
        Assert.Equal(["early", "late"], turns[..2].Order());
        Assert.Equal(["early", "late"], turns[2..].Order());
    }

    [Fact]
    public async Task Lease_WithoutHeartbeats_RunsOutAndWithThemLasts()
    {
        var pool = await PoolAsync(4, Slot);
        var first = await pool.Acquire("a", "x", DeviceShare.Default);
        for (var beat = 0; beat < 6; beat++)
        {
            silo.Clock.Advance(DevicePoolGrain.LeaseTime / 2);
            Assert.True(await pool.Renew(first));
        }

        var second = await WaitAsync(pool, "b", DeviceShare.Default);
        // The pool looks every half lease: three looks without a heartbeat are more than one lease.
        while (!second.IsCompleted)
        {
            silo.Clock.Advance(DevicePoolGrain.LeaseTime / 2);
            await pool.Register([Slot]);
        }

        Assert.Equal(first.Slot, (await second).Slot);
        Assert.False(await pool.Renew(first));
    }

    private async Task<IDevicePoolGrain> PoolAsync(long key, params string[] slots)
    {
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(key);
        await pool.Register(slots);
        return pool;
    }

    /// <summary>Asks for a slot where none is free, and returns when the pool knows it.</summary>
    private static async Task<Task<Lease>> WaitAsync(IDevicePoolGrain pool, string affinity, DeviceShare share)
    {
        var before = (await pool.GetStatus()).Wanted;
        var lease = pool.Acquire("x", affinity, share);
        while ((await pool.GetStatus()).Wanted == before)
        {
            await Task.Yield();
        }

        return lease;
    }

    public sealed class Silo : SharedSilo
    {
        internal SiloClock Clock { get; } = new();

        protected override TimeProvider Time => Clock;
    }
}
