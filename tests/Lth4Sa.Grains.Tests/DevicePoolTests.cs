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
