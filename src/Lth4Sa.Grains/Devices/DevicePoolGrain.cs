using Lth4Sa.Contracts.Devices;
using Lth4Sa.Grains.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Lth4Sa.Grains.Devices;

/// <inheritdoc cref="IDevicePoolGrain"/>
[Reentrant]
public sealed partial class DevicePoolGrain(
    TimeProvider time, IHostApplicationLifetime host, SiloMeters meters, ILogger<DevicePoolGrain> log) : Grain, IDevicePoolGrain
{
    /// <summary>The time that a lease lasts without a heartbeat.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    /// <summary>The largest number of times that a request is passed over for one whose supernet the slot has loaded.</summary>
    private const int MaxOvertaken = 16;

    private readonly Dictionary<string, Slot> slots = [];
    private readonly Dictionary<string, Group> groups = [];
    private long tokens;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The leases are only in memory: while they matter, heartbeats keep coming anyway.
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        this.RegisterGrainTimer(Expire, new() { DueTime = LeaseTime, Period = LeaseTime / 2, Interleave = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        meters.ForgetPool();
        return Task.CompletedTask;
    }

    public Task Register(string[] keys)
    {
        foreach (var key in keys)
        {
            slots.TryAdd(key, new Slot(key));
            slots[key].Seen = time.GetTimestamp();
        }

        Serve();
        return Task.CompletedTask;
    }

    public Task<Lease> Acquire(string holder, string affinity, DeviceShare share)
    {
        var turn = new TaskCompletionSource<Lease>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!groups.TryGetValue(share.Group, out var group))
        {
            groups[share.Group] = group = new Group();
        }

        group.Weight = share.Weight;
        if (group.Queue.Count == 0 && group.Held == 0)
        {
            // A group that is new, or comes back from a pause, has no credit for the time before.
            var active = groups.Values.Where(g => g.Queue.Count > 0 || g.Held > 0).ToArray();
            group.Served = Math.Max(group.Served, active.Length == 0 ? 0 : active.Min(Used));
        }

        group.Queue.AddLast(new Wish(holder, affinity, turn));
        Serve();
        // A silo that stops does not wait for slots.
        return turn.Task.WaitAsync(host.ApplicationStopping);
    }

    public Task<bool> Renew(Lease lease)
    {
        var held = slots.TryGetValue(lease.Slot, out var slot) && slot.Token == lease.Token;
        if (held)
        {
            slot!.Renewed = time.GetTimestamp();
        }

        return Task.FromResult(held);
    }

    public Task Release(Lease lease)
    {
        if (slots.TryGetValue(lease.Slot, out var slot) && slot.Token == lease.Token)
        {
            Free(slot);
            Serve();
        }

        return Task.CompletedTask;
    }

    public Task<DevicePoolStatus> GetStatus() => Task.FromResult(new DevicePoolStatus(
        slots.Count, slots.Values.Count(s => s.Token is not null), groups.Values.Sum(g => g.Queue.Count),
        groups.ToDictionary(g => g.Key, g => g.Value.Seconds + HeldSeconds(g.Value)),
        [.. slots.Values.Select(s => new SlotStatus(s.Key, s.Token is not null, s.Affinity, NameOf(s.Group)))]));

    private string? NameOf(Group? group) => group is null ? null : groups.First(g => g.Value == group).Key;

    private Task Expire()
    {
        foreach (var slot in slots.Values.Where(s => s.Token is not null && time.GetElapsedTime(s.Renewed) > LeaseTime))
        {
            Lth4SaMetrics.LeasesLost.Add(1);
            LogLeaseLost(slot.Token!.Value, slot.Key, slot.Holder!, time.GetElapsedTime(slot.Renewed).TotalSeconds);
            Free(slot);
        }

        // The silo of these slots is gone; if it comes back, it announces them again.
        foreach (var slot in slots.Values.Where(s => s.Token is null && time.GetElapsedTime(s.Seen) > LeaseTime).ToArray())
        {
            slots.Remove(slot.Key);
            LogSlotLeft(slot.Key, time.GetElapsedTime(slot.Seen).TotalSeconds, slots.Count);
        }

        Serve();
        return Task.CompletedTask;
    }

    private void Free(Slot slot)
    {
        var seconds = time.GetElapsedTime(slot.Since).TotalSeconds;
        var group = slot.Group!;
        (group.Seconds, group.Served) = (group.Seconds + seconds, group.Served + seconds / group.Weight);
        group.Held--;
        (slot.Token, slot.Holder, slot.Group) = (null, null, null);
    }

    private double HeldSeconds(Group group) =>
        slots.Values.Where(s => s.Group == group).Sum(s => time.GetElapsedTime(s.Since).TotalSeconds);

    // Time on current leases counts as it passes, so that a group with long jobs is not preferred until they end.
    private double Used(Group group) => group.Served + (group.Held == 0 ? 0 : HeldSeconds(group) / group.Weight);

    private void Serve()
    {
        var free = slots.Values.Where(s => s.Token is null && time.GetElapsedTime(s.Seen) <= LeaseTime).ToList();
        while (free.Count > 0 && groups.Values.Where(g => g.Queue.Count > 0).ToArray() is { Length: > 0 } waiting)
        {
            // Among groups that have had the same time, the one with the fewest slots for its weight.
            var group = waiting.Length == 1 ? waiting[0] : waiting.MinBy(g => (Used(g), g.Held / g.Weight))!;
            var (wish, slot) = Match(group, free);
            free.Remove(slot);
            group.Queue.Remove(wish);
            group.Held++;
            (slot.Token, slot.Holder, slot.Group, slot.Affinity) = (++tokens, wish.Holder, group, wish.Affinity);
            slot.Renewed = slot.Since = time.GetTimestamp();
            wish.Turn.SetResult(new Lease(slot.Key, tokens));
        }

        meters.Show(slots.Count, slots.Values.Count(s => s.Token is not null), groups.Values.Sum(g => g.Queue.Count));
    }

    // The oldest request on the slot that suits it, or a later one whose supernet a free slot has loaded.
    private static (Wish Wish, Slot Slot) Match(Group group, List<Slot> free)
    {
        var oldest = group.Queue.First!.Value;
        if (free.Find(s => s.Affinity == oldest.Affinity) is { } suits)
        {
            return (oldest, suits);
        }

        if (oldest.Overtaken < MaxOvertaken
            && group.Queue.FirstOrDefault(w => free.Exists(s => s.Affinity == w.Affinity)) is { } later)
        {
            oldest.Overtaken++;
            return (later, free.Find(s => s.Affinity == later.Affinity)!);
        }

        // The slot that has been idle for longest loads another supernet.
        return (oldest, free.MinBy(s => s.Renewed)!);
    }

    private sealed class Wish(string holder, string affinity, TaskCompletionSource<Lease> turn)
    {
        public string Holder => holder;

        public string Affinity => affinity;

        public TaskCompletionSource<Lease> Turn => turn;

        public int Overtaken { get; set; }
    }

    private sealed class Group
    {
        public LinkedList<Wish> Queue { get; } = new();

        public double Weight { get; set; }

        public int Held { get; set; }

        /// <summary>The time that the group has had, in slot seconds.</summary>
        public double Seconds { get; set; }

        /// <summary>The slot seconds divided by the weight, raised to those of the others whenever the group becomes active.</summary>
        public double Served { get; set; }
    }

    private sealed class Slot(string key)
    {
        public string Key => key;

        public long? Token { get; set; }

        /// <summary>The grain that has the lease; null while nobody has it.</summary>
        public string? Holder { get; set; }

        public Group? Group { get; set; }

        public string? Affinity { get; set; }

        public long Renewed { get; set; }

        /// <summary>The timestamp at which the silo last announced the slot.</summary>
        public long Seen { get; set; }

        public long Since { get; set; }
    }
}
