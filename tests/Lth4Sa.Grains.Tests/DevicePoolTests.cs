using System.Net;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Grains.Devices;

namespace Lth4Sa.Grains.Tests;

/// <summary>Each test has a pool of its own, whose slots nobody but the test makes known.</summary>
public sealed class DevicePoolTests(DevicePoolTests.Silo silo) : IClassFixture<DevicePoolTests.Silo>
{
    private const string Slot = "some/cpu/0";

    private static long requests;

    [Fact]
    public async Task Acquire_OneSlot_IsGivenToOneAtATimeInOrder()
    {
        var pool = await PoolAsync(1, Slot);
        var first = await GetAsync(pool, "x", DeviceShare.Default);
        var second = await WaitAsync(pool, "b", DeviceShare.Default);
        var third = await WaitAsync(pool, "c", DeviceShare.Default);
        Assert.True(await pool.Renew(first));
        Assert.False(second.IsCompleted);
        await pool.Withdraw(first.Request);
        var next = (await second)!;
        Assert.False(third.IsCompleted);
        Assert.False(await pool.Renew(first));
        // A late end of a lease that has ended leaves the new holder alone.
        await pool.Withdraw(first.Request);
        Assert.True(await pool.Renew(next));
        await pool.Withdraw(next.Request);
        Assert.NotNull(await third);
    }

    [Fact]
    public async Task Acquire_TwoSlots_PrefersTheOneUsedLastForTheSameThing()
    {
        var pool = await PoolAsync(2, Slot, "other/cpu/0");
        var (x, y) = (await GetAsync(pool, "x", DeviceShare.Default), await GetAsync(pool, "y", DeviceShare.Default));
        Assert.NotEqual(x.Slot, y.Slot);
        await pool.Withdraw(x.Request);
        await pool.Withdraw(y.Request);
        Assert.Equal(y.Slot, (await GetAsync(pool, "y", DeviceShare.Default)).Slot);
    }

    [Fact]
    public async Task Acquire_AskedAgain_KeepsItsPlaceAndGetsNothingBetweenTwoCalls()
    {
        var pool = await PoolAsync(5, Slot);
        var lease = await GetAsync(pool, "x", DeviceShare.Default);
        Assert.True(await pool.Renew(lease));
        var (early, late) = (Request("early", DeviceShare.Default), Request("late", DeviceShare.Default));
        var polls = new[] { await AskAsync(pool, early), await AskAsync(pool, late) };
        await PassAsync(pool, lease, DevicePoolGrain.PollTime);
        Assert.All(await Task.WhenAll(polls), Assert.Null);
        Assert.Equal((1, 0), await StateAsync(pool));
        // The later one calls first, and is still the later one.
        polls = [await AskAsync(pool, late), await AskAsync(pool, early)];
        await pool.Withdraw(lease.Request);
        lease = (await polls[1])!;
        Assert.Equal("early", lease.Request.Affinity);
        // Between two calls nobody gets a slot.
        await PassAsync(pool, lease, DevicePoolGrain.PollTime);
        Assert.Null(await polls[0]);
        await pool.Withdraw(lease.Request);
        Assert.Equal((0, 0), await StateAsync(pool));
        Assert.Equal("late", (await pool.Acquire(late))!.Request.Affinity);
    }

    [Fact]
    public async Task Acquire_WithoutAnotherCall_LosesItsPlace()
    {
        var pool = await PoolAsync(6, Slot);
        var lease = await GetAsync(pool, "x", DeviceShare.Default);
        Assert.True(await pool.Renew(lease));
        var (gone, other) = (Request("gone", DeviceShare.Default), Request("other", DeviceShare.Default));
        var poll = await AskAsync(pool, gone);
        await PassAsync(pool, lease, DevicePoolGrain.PollTime);
        Assert.Null(await poll);
        await PassAsync(pool, lease, 2.5 * DevicePoolGrain.PollTime);
        var first = await AskAsync(pool, other);
        var second = await AskAsync(pool, gone);
        await pool.Withdraw(lease.Request);
        lease = (await first)!;
        Assert.False(second.IsCompleted);
        await pool.Withdraw(lease.Request);
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task Acquire_WhoseAnswerWasLost_AnswersTheSameLeaseWhichIsNotChargedBeforeItsFirstHeartbeat()
    {
        var pool = await PoolAsync(7, Slot);
        var request = Request("a", new DeviceShare("sweep", 1));
        var lease = await pool.Acquire(request);
        silo.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(lease, await pool.Acquire(request));
        Assert.Equal(0, (await pool.GetStatus()).Seconds["sweep"]);
        Assert.True(await pool.Renew(lease!));
        silo.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(3, (await pool.GetStatus()).Seconds["sweep"], precision: 6);
        await pool.Withdraw(request);
        // The next one never hears of its lease.
        Assert.NotNull(await pool.Acquire(Request("b", new DeviceShare("deaf", 1))));
        var next = LeaseAsync(pool, DeviceShare.Default);
        while (!next.IsCompleted)
        {
            silo.Clock.Advance(TimeSpan.FromSeconds(1));
            await pool.Register(Silo1, [Slot]);
        }

        Assert.NotNull(await next);
        Assert.Equal((3, 0), ((await pool.GetStatus()).Seconds["sweep"], (await pool.GetStatus()).Seconds["deaf"]));
    }

    [Fact]
    public async Task Renew_OfASlotThatThePoolDoesNotHave_IsRefusedAndMakesNone()
    {
        var pool = await PoolAsync(9, Slot);
        Assert.False(await pool.Renew(new Lease("gone/cpu/0", Request("x", DeviceShare.Default))));
        Assert.Equal([Slot], (await pool.GetStatus()).Each.Select(s => s.Slot));
    }

    [Fact]
    public async Task Withdraw_OfARequestThatWaits_LetsTheOthersGoOn()
    {
        var pool = await PoolAsync(8, Slot);
        var lease = await GetAsync(pool, "x", DeviceShare.Default);
        var request = Request("left", DeviceShare.Default);
        var poll = await AskAsync(pool, request);
        var other = await WaitAsync(pool, "other", DeviceShare.Default);
        await pool.Withdraw(request);
        Assert.Null(await poll);
        await pool.Withdraw(lease.Request);
        Assert.NotNull(await other);
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
        var waiting = Enumerable.Range(0, 2 * slots).SelectMany(_ => new[] { heavy, light }).Select(s => (Share: s, Lease: LeaseAsync(pool, s))).ToList();
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
            await pool.Register(Silo1, keys);
            // A call that has waited for long is followed by the next one.
            await WaitingAsync(pool, waiting.Count);
            running = [.. running.Select(r => r with { Left = r.Left - 1 })];
            foreach (var (share, lease, _) in running.FindAll(r => r.Left == 0))
            {
                await pool.Withdraw(lease.Request);
                waiting.Add((share, LeaseAsync(pool, share)));
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
        var lease = await LeaseAsync(pool, early);
        silo.Clock.Advance(TimeSpan.FromSeconds(50));
        var wishes = new List<(DeviceShare Share, Task<Lease> Lease)>();
        foreach (var share in new[] { early, late, early, late })
        {
            wishes.Add((share, LeaseAsync(pool, share)));
            await WaitingAsync(pool, wishes.Count);
        }

        var turns = new List<string>();
        while (wishes.Count > 0)
        {
            await pool.Register(Silo1, [Slot]);
            await WaitingAsync(pool, wishes.Count);
            await pool.Withdraw(lease.Request);
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
        var first = await LeaseAsync(pool, DeviceShare.Default);
        for (var beat = 0; beat < 6; beat++)
        {
            silo.Clock.Advance(DevicePoolGrain.LeaseTime / 2);
            Assert.True(await pool.Renew(first));
        }

        var second = LeaseAsync(pool, DeviceShare.Default);
        while (!second.IsCompleted)
        {
            silo.Clock.Advance(TimeSpan.FromSeconds(1));
            await pool.Register(Silo1, [Slot]);
        }

        Assert.Equal(first.Slot, (await second).Slot);
        Assert.False(await pool.Renew(first));
    }

    private async Task<IDevicePoolGrain> PoolAsync(long key, params string[] slots)
    {
        var pool = silo.Grains.GetGrain<IDevicePoolGrain>(key);
        await pool.Register(Silo1, slots);
        return pool;
    }

    private static SiloAddress Silo1 { get; } = SiloAddress.New(IPAddress.Loopback, 1, 1);

    private static SlotRequest Request(string affinity, DeviceShare share) =>
        new($"request {Interlocked.Increment(ref requests)}", "x", Silo1, affinity, share);

    private static async Task<Lease> GetAsync(IDevicePoolGrain pool, string affinity, DeviceShare share) =>
        (await pool.Acquire(Request(affinity, share)))!;

    /// <summary>Asks until there is a lease, and confirms it.</summary>
    private static async Task<Lease> LeaseAsync(IDevicePoolGrain pool, DeviceShare share)
    {
        var request = Request(share.Group, share);
        while (true)
        {
            if (await pool.Acquire(request) is { } lease && await pool.Renew(lease))
            {
                return lease;
            }
        }
    }

    private static Task<Task<Lease?>> WaitAsync(IDevicePoolGrain pool, string affinity, DeviceShare share) =>
        AskAsync(pool, Request(affinity, share));

    /// <summary>Asks for a slot where none is free, and returns when the pool knows it.</summary>
    private static async Task<Task<Lease?>> AskAsync(IDevicePoolGrain pool, SlotRequest request)
    {
        var before = (await pool.GetStatus()).Wanted;
        var lease = pool.Acquire(request);
        await WaitingAsync(pool, before + 1);
        return lease;
    }

    private static async Task WaitingAsync(IDevicePoolGrain pool, int calls)
    {
        while ((await pool.GetStatus()).Wanted != calls)
        {
            await Task.Yield();
        }
    }

    private static async Task<(int Held, int Wanted)> StateAsync(IDevicePoolGrain pool)
    {
        var status = await pool.GetStatus();
        return (status.Held, status.Wanted);
    }

    /// <summary>Time passes, in which the slot is announced and the lease is held.</summary>
    private async Task PassAsync(IDevicePoolGrain pool, Lease lease, TimeSpan passes)
    {
        for (var at = TimeSpan.Zero; at <= passes; at += TimeSpan.FromSeconds(1))
        {
            silo.Clock.Advance(TimeSpan.FromSeconds(1));
            await pool.Register(Silo1, [Slot]);
            Assert.True(await pool.Renew(lease));
        }
    }

    public sealed class Silo : SharedSilo
    {
        internal SiloClock Clock { get; } = new();

        protected override TimeProvider Time => Clock;
    }
}
