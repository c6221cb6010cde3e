using Lth4Sa.Contracts.Devices;
using Lth4Sa.Grains.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Lth4Sa.Grains.Devices;

/// <inheritdoc cref="IDevicePoolGrain"/>
[Reentrant, KeepAlive]
public sealed partial class DevicePoolGrain(
    ISiloStatusOracle silos, TimeProvider time, IHostApplicationLifetime host, SiloMeters meters, ILogger<DevicePoolGrain> log)
    : Grain, IDevicePoolGrain, ISiloStatusListener
{
    /// <summary>The time that a lease lasts without a heartbeat.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    /// <summary>The time between the heartbeats of a lease.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);

    /// <summary>The longest time that a call for a slot waits.</summary>
    public static readonly TimeSpan PollTime = TimeSpan.FromSeconds(15);

    /// <summary>The time that a lease lasts without its first heartbeat: its answer may have been lost.</summary>
    private static readonly TimeSpan ConfirmTime = TimeSpan.FromSeconds(10);

    /// <summary>The time in which all who hold leases have told an activation of the pool that follows another.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>The largest number of times that a request is passed over for one whose supernet the slot has loaded.</summary>
    private const int MaxOvertaken = 16;

    private readonly Dictionary<string, Slot> slots = [];
    private readonly Dictionary<string, Group> groups = [];
    private readonly Dictionary<string, Wish> wishes = [];
    private TaskScheduler scheduler = TaskScheduler.Default;
    private bool settled;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        scheduler = TaskScheduler.Current;
        silos.SubscribeToSiloStatusEvents(this);
        this.RegisterGrainTimer(Expire, new() { DueTime = Look, Period = Look, Interleave = true, KeepAlive = true });
        // Beside other silos there may be leases from an activation before this one.
        settled = silos.GetApproximateSiloStatuses(onlyActive: true).Count <= 1;
        if (!settled)
        {
            this.RegisterGrainTimer(
                Settle, new() { DueTime = SettleTime, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true });
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        silos.UnSubscribeFromSiloStatusEvents(this);
        foreach (var wish in wishes.Values)
        {
            wish.Poll?.TrySetResult(null);
        }

        meters.ForgetPool();
        return Task.CompletedTask;
    }

    public Task Register(SiloAddress silo, string[] keys)
    {
        foreach (var key in silos.IsDeadSilo(silo) ? [] : keys)
        {
            var slot = SlotOf(key);
            (slot.Silo, slot.Seen) = (silo, time.GetTimestamp());
        }

        Serve();
        return Task.CompletedTask;
    }

    public async Task<Lease?> Acquire(SlotRequest request)
    {
        if (LeasedTo(request) is { } given)
        {
            // The answer to an earlier call was lost.
            return given.Lease;
        }

        var wish = WishOf(request);
        wish.Poll?.TrySetResult(null);
        var poll = wish.Poll = new TaskCompletionSource<Lease?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Serve();
        try
        {
            // A silo that stops does not wait for slots.
            return await poll.Task.WaitAsync(PollTime, time, host.ApplicationStopping);
        }
        catch (TimeoutException)
        {
            return poll.Task.IsCompleted ? await poll.Task : null;
        }
        finally
        {
            if (wish.Poll == poll)
            {
                (wish.Poll, wish.Polled) = (null, time.GetTimestamp());
            }
        }
    }

    public Task Withdraw(SlotRequest request)
    {
        if (wishes.TryGetValue(request.Id, out var wish))
        {
            Drop(wish);
        }
        else if (LeasedTo(request) is { } slot)
        {
            Free(slot);
            Serve();
        }

        return Task.CompletedTask;
    }

    public Task<bool> Renew(Lease lease)
    {
        if (!settled && SlotOf(lease.Slot) is { Lease: null } untold)
        {
            Give(untold, GroupOf(lease.Request.Share), lease);
        }

        if (LeasedTo(lease.Request) is not { } slot)
        {
            return Task.FromResult(false);
        }

        var now = time.GetTimestamp();
        (slot.Since, slot.Renewed, slot.IsConfirmed) = (slot.IsConfirmed ? slot.Since : now, now, true);
        return Task.FromResult(true);
    }

    public Task<DevicePoolStatus> GetStatus() => Task.FromResult(new DevicePoolStatus(
        slots.Count, slots.Values.Count(s => s.Lease is not null), Waiting,
        groups.ToDictionary(g => g.Key, g => g.Value.Seconds + HeldSeconds(g.Value)),
        [.. slots.Values.Select(s => new SlotStatus(s.Key, s.Lease is not null, s.Affinity, s.Lease?.Request.Share.Group))]));

    /// <summary>Called on a thread of Orleans.</summary>
    void ISiloStatusListener.SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status.IsTerminating())
        {
            _ = Task.Factory.StartNew(
                () => Leave(updatedSilo, status), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        }
    }

    // A silo that stops in order ends its jobs first; of a dead one nothing is left.
    private void Leave(SiloAddress silo, SiloStatus status)
    {
        var dead = status == SiloStatus.Dead;
        var gone = slots.Values.Where(s => silo.Equals(s.Silo) && (dead || s.Lease is null)).ToArray();
        Slot[] held = dead
            ? [.. slots.Values.Where(s => s.Lease is { } lease && (silo.Equals(s.Silo) || silo.Equals(lease.Request.Silo)))]
            : [];
        Wish[] asked = dead ? [.. wishes.Values.Where(w => silo.Equals(w.Request.Silo))] : [];
        Array.ForEach(held, Free);
        Array.ForEach(gone, slot => slots.Remove(slot.Key));
        Array.ForEach(asked, Drop);
        if (dead && gone.Length + held.Length + asked.Length > 0)
        {
            LogSiloDead(silo, gone.Length, held.Length, asked.Length);
        }

        Serve();
    }

    private Task Settle()
    {
        settled = true;
        Serve();
        return Task.CompletedTask;
    }

    private Task Expire()
    {
        foreach (var slot in slots.Values.Where(s => s.Lease is not null && Age(s.Renewed) > (s.IsConfirmed ? LeaseTime : ConfirmTime)))
        {
            Lth4SaMetrics.LeasesLost.Add(1);
            LogLeaseLost(slot.Key, slot.Lease!.Request.Holder, Age(slot.Renewed).TotalSeconds);
            Free(slot);
        }

        // The silo of these slots is gone; if it comes back, it announces them again.
        foreach (var slot in slots.Values.Where(s => s.Lease is null && Age(s.Seen) > LeaseTime).ToArray())
        {
            slots.Remove(slot.Key);
            LogSlotLeft(slot.Key, Age(slot.Seen).TotalSeconds, slots.Count);
        }

        foreach (var wish in wishes.Values.Where(w => w.Poll is null && Age(w.Polled) > 2 * PollTime).ToArray())
        {
            Drop(wish);
        }

        Serve();
        return Task.CompletedTask;
    }

    /// <summary>The number of calls that wait.</summary>
    private int Waiting => wishes.Values.Count(w => w.Poll is not null);

    private TimeSpan Age(long timestamp) => time.GetElapsedTime(timestamp);

    private Slot? LeasedTo(SlotRequest request) => slots.Values.FirstOrDefault(s => s.Lease?.Request.Id == request.Id);

    private Slot SlotOf(string key)
    {
        if (!slots.TryGetValue(key, out var slot))
        {
            slots[key] = slot = new Slot(key) { Seen = time.GetTimestamp() };
        }

        return slot;
    }

    private Group GroupOf(DeviceShare share)
    {
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

        return group;
    }

    private Wish WishOf(SlotRequest request)
    {
        if (!wishes.TryGetValue(request.Id, out var wish))
        {
            wishes[request.Id] = wish = new Wish(request, GroupOf(request.Share));
            wish.Group.Queue.AddLast(wish);
        }

        return wish;
    }

    private void Drop(Wish wish)
    {
        wish.Group.Queue.Remove(wish);
        wishes.Remove(wish.Request.Id);
        wish.Poll?.TrySetResult(null);
    }

    private void Give(Slot slot, Group group, Lease lease)
    {
        group.Held++;
        (slot.Lease, slot.Group, slot.Affinity, slot.IsConfirmed) = (lease, group, lease.Request.Affinity, false);
        slot.Renewed = slot.Since = time.GetTimestamp();
    }

    private void Free(Slot slot)
    {
        var (seconds, group) = (slot.IsConfirmed ? Age(slot.Since).TotalSeconds : 0, slot.Group!);
        (group.Seconds, group.Served) = (group.Seconds + seconds, group.Served + seconds / group.Weight);
        group.Held--;
        (slot.Lease, slot.Group, slot.Renewed) = (null, null, time.GetTimestamp());
    }

    private double HeldSeconds(Group group) =>
        slots.Values.Where(s => s.Group == group && s.IsConfirmed).Sum(s => Age(s.Since).TotalSeconds);

    // Time on current leases counts as it passes, so that a group with long jobs is not preferred until they end.
    private double Used(Group group) => group.Served + (group.Held == 0 ? 0 : HeldSeconds(group) / group.Weight);

    private void Serve()
    {
        // A slot that only its lease speaks of has no silo yet.
        var free = settled ? slots.Values.Where(s => s is { Lease: null, Silo: not null } && Age(s.Seen) <= LeaseTime).ToList() : [];
        while (free.Count > 0 && groups.Values.Where(g => g.Asks).ToArray() is { Length: > 0 } waiting)
        {
            // Among groups that have had the same time, the one with the fewest slots for its weight.
            var group = waiting.Length == 1 ? waiting[0] : waiting.MinBy(g => (Used(g), g.Held / g.Weight))!;
            var (wish, slot) = Match(group, free);
            free.Remove(slot);
            group.Queue.Remove(wish);
            wishes.Remove(wish.Request.Id);
            Give(slot, group, new Lease(slot.Key, wish.Request));
            wish.Poll!.SetResult(slot.Lease);
        }

        meters.Show(slots.Count, slots.Values.Count(s => s.Lease is not null), Waiting);
    }

    // The oldest request on the slot that suits it, or a later one whose supernet a free slot has loaded.
    private static (Wish Wish, Slot Slot) Match(Group group, List<Slot> free)
    {
        var oldest = group.Queue.First(w => w.Poll is not null);
        if (free.Find(s => s.Affinity == oldest.Request.Affinity) is { } suits)
        {
            return (oldest, suits);
        }

        if (oldest.Overtaken < MaxOvertaken
            && group.Queue.FirstOrDefault(w => w.Poll is not null && free.Exists(s => s.Affinity == w.Request.Affinity)) is { } later)
        {
            oldest.Overtaken++;
            return (later, free.Find(s => s.Affinity == later.Request.Affinity)!);
        }

        // The slot that has been idle for longest loads another supernet.
        return (oldest, free.MinBy(s => s.Renewed)!);
    }

    private sealed class Wish(SlotRequest request, Group group)
    {
        public SlotRequest Request => request;

        public Group Group => group;

        /// <summary>The call that waits; null between two calls.</summary>
        public TaskCompletionSource<Lease?>? Poll { get; set; }

        /// <summary>The timestamp at which the last call ended.</summary>
        public long Polled { get; set; }

        public int Overtaken { get; set; }
    }

    private sealed class Group
    {
        public LinkedList<Wish> Queue { get; } = new();

        /// <summary>Whether a call waits.</summary>
        public bool Asks => Queue.Any(w => w.Poll is not null);

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

        /// <summary>The silo of the slot; null before it has announced the slot to this activation.</summary>
        public SiloAddress? Silo { get; set; }

        /// <summary>The current lease; null while nobody has the slot.</summary>
        public Lease? Lease { get; set; }

        /// <summary>Whether the lease has had a heartbeat.</summary>
        public bool IsConfirmed { get; set; }

        public Group? Group { get; set; }

        public string? Affinity { get; set; }

        /// <summary>The timestamp of the last heartbeat, or at which the last lease ended.</summary>
        public long Renewed { get; set; }

        /// <summary>The timestamp at which the silo last announced the slot.</summary>
        public long Seen { get; set; }

        /// <summary>The timestamp of the first heartbeat.</summary>
        public long Since { get; set; }
    }
}
