using Lth4Sa.Contracts.Devices;
using Lth4Sa.Grains.Devices;
using Microsoft.Extensions.Time.Testing;

namespace Lth4Sa.Grains.Tests;

public sealed class DevicePoolTests : FolderTest
{
    [Fact]
    public async Task Acquire_OneSlot_IsGivenToOneAtATimeInOrder()
    {
        await using var silo = await TestSilo.StartAsync(Folder);
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(0);
        var first = await pool.Acquire("a", "x", DeviceShare.Default);
        var second = pool.Acquire("b", "x", DeviceShare.Default);
        var third = pool.Acquire("c", "x", DeviceShare.Default);
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
        var time = new FakeTimeProvider();
        await using var silo = await TestSilo.StartAsync(Folder, time);
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(0);
        await pool.Register([.. Enumerable.Range(1, slots - 1).Select(i => $"other/cpu/{i}")]);
        // Each sweep always wants more, and its jobs take as long as they take: the lighter one's are the longer ones.
        var (heavy, light) = (new DeviceShare("heavy", 3), new DeviceShare("light", 1));
        var waiting = Enumerable.Range(0, 2 * slots).SelectMany(_ => new[] { heavy, light }).Select(s => (Share: s, Lease: pool.Acquire("x", s.Group, s))).ToList();
        var running = new List<(DeviceShare Share, Lease Lease, int Left)>();
        for (var second = 0; second < 4000; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            foreach (var (share, lease, _) in running.FindAll(r => r.Left == 0))
            {
                await pool.Release(lease);
                waiting.Add((share, pool.Acquire("x", share.Group, share)));
            }

            running = [.. running.Where(r => r.Left > 0).Select(r => r with { Left = r.Left - 1 })];
            // Who has been given a slot need not know it yet.
            var held = (await pool.GetStatus()).Held;
            while (running.Count < held)
            {
                await Task.WhenAny(waiting.Select(w => w.Lease));
                var next = waiting.First(w => w.Lease.IsCompleted);
                waiting.Remove(next);
                running.Add((next.Share, await next.Lease, next.Share == heavy ? 3 : 11));
            }
        }

        var seconds = (await pool.GetStatus()).Seconds;
        Assert.InRange(seconds["heavy"] / (seconds["heavy"] + seconds["light"]), 0.71, 0.79);
    }

    [Fact]
    public async Task Acquire_AGroupThatComesLate_HasSavedUpNothing()
    {
        var time = new FakeTimeProvider();
        await using var silo = await TestSilo.StartAsync(Folder, time);
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(0);
        var (early, late) = (new DeviceShare("early", 1), new DeviceShare("late", 1));
        var lease = await pool.Acquire("x", "a", early);
        time.Advance(TimeSpan.FromSeconds(50));
        var wishes = new[] { early, late, early, late }.Select(s => (Share: s, Lease: pool.Acquire("x", s.Group, s))).ToList();
        var turns = new List<string>();
        while (wishes.Count > 0)
        {
            await pool.Release(lease);
            lease = await await Task.WhenAny(wishes.Select(w => w.Lease));
            turns.Add(wishes.Find(w => w.Lease.IsCompleted).Share.Group);
            wishes.RemoveAll(w => w.Lease.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(10));
        }

        // It does not make up for the time in which it was not there.
        Assert.Equal(["early", "late"], turns[..2].Order());
        Assert.Equal(["early", "late"], turns[2..].Order());
    }

    [Fact]
    public async Task Lease_WithoutHeartbeats_RunsOutAndWithThemLasts()
    {
        var time = new FakeTimeProvider();
        await using var silo = await TestSilo.StartAsync(Folder, time);
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(0);
        var first = await pool.Acquire("a", "x", DeviceShare.Default);
        for (var beat = 0; beat < 6; beat++)
        {
            time.Advance(DevicePoolGrain.LeaseTime / 2);
            Assert.True(await pool.Renew(first));
        }

        var second = pool.Acquire("b", "x", DeviceShare.Default);
        // The pool looks every half lease: three looks without a heartbeat are more than one lease.
        for (var look = 0; look < 20 && !second.IsCompleted; look++)
        {
            time.Advance(DevicePoolGrain.LeaseTime / 2);
            await pool.Register([]);
        }

        Assert.Equal(first.Slot, (await second).Slot);
        Assert.False(await pool.Renew(first));
    }
}
