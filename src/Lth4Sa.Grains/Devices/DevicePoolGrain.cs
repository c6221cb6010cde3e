using Lth4Sa.Contracts.Devices;
using Orleans.Concurrency;

namespace Lth4Sa.Grains.Devices;

/// <inheritdoc cref="IDevicePoolGrain"/>
[Reentrant]
public sealed class DevicePoolGrain(TimeProvider time) : Grain, IDevicePoolGrain
{
    /// <summary>How long a lease lasts without a heartbeat.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, SlotState> slots = [];
    private readonly LinkedList<(string Affinity, TaskCompletionSource<Lease> Turn)> queue = new();
    private long tokens;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The leases are only in memory: while they matter, heartbeats keep coming anyway.
        DelayDeactivation(Timeout.InfiniteTimeSpan);
        this.RegisterGrainTimer(Expire, new() { DueTime = LeaseTime, Period = LeaseTime / 2, Interleave = true });
        return Task.CompletedTask;
    }

    public Task Register(string[] keys)
    {
        foreach (var key in keys)
        {
            slots.TryAdd(key, new SlotState());
        }

        Serve();
        return Task.CompletedTask;
    }

    public Task<Lease> Acquire(string holder, string affinity)
    {
        var turn = new TaskCompletionSource<Lease>(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.AddLast((affinity, turn));
        Serve();
        return turn.Task;
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
            slot.Token = null;
            Serve();
        }

        return Task.CompletedTask;
    }

    private Task Expire()
    {
        foreach (var slot in slots.Values.Where(s => s.Token is not null && time.GetElapsedTime(s.Renewed) > LeaseTime))
        {
            slot.Token = null;
        }

        Serve();
        return Task.CompletedTask;
    }

    private void Serve()
    {
        while (queue.First?.Value is { } next)
        {
            var free = slots.Where(s => s.Value.Token is null).ToArray();
            if (free.Length == 0)
            {
                return;
            }

            queue.RemoveFirst();
            var (key, slot) = free.FirstOrDefault(s => s.Value.Affinity == next.Affinity, free[0]);
            (slot.Token, slot.Affinity, slot.Renewed) = (++tokens, next.Affinity, time.GetTimestamp());
            next.Turn.SetResult(new Lease(key, tokens));
        }
    }

    private sealed class SlotState
    {
        public long? Token { get; set; }

        public string? Affinity { get; set; }

        public long Renewed { get; set; }
    }
}
