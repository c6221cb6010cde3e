using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>The orders of people to the whole sweep or to some of its runs.</summary>
public sealed partial class SweepGrain
{
    public Task Pause() => SetAsync(paused: true, record.State.Cancelled);

    public Task Resume() => SetAsync(paused: false, cancelled: false);

    public Task Cancel() => SetAsync(record.State.Paused, cancelled: true);

    public async Task<int> Retry(string[] wanted)
    {
        SweepEntry[] parked = wanted.Length == 0
            ? [.. entries.Where(e => e.State == SweepRunState.Parked)]
            : Named(wanted, e => e.State == SweepRunState.Parked);
        foreach (var entry in parked)
        {
            (entry.State, entry.Failures, entry.Error, entry.NotBefore) = (SweepRunState.Pending, 0, null, default);
            unstored.Enqueue(entry);
        }

        firstOpen = 0;
        await KeepAsync();
        Drive();
        return parked.Length;
    }

    public Task<int> PauseRuns(string[] wanted) => HoldAsync(wanted, SweepRunState.Paused);

    public Task<int> CancelRuns(string[] wanted) => HoldAsync(wanted, SweepRunState.Cancelled);

    public async Task<int> ResumeRuns(string[] wanted)
    {
        var held = Named(wanted, e => e.State is SweepRunState.Paused or SweepRunState.Cancelled);
        await SetAsync(held, SweepRunState.Pending);
        firstOpen = 0;
        Drive();
        return held.Length;
    }

    private SweepEntry[] Named(string[] wanted, Func<SweepEntry, bool> which)
    {
        var names = wanted.ToHashSet();
        return [.. entries.Where(e => (names.Contains(e.Id) || names.Contains(e.Run.Name)) && which(e))];
    }

    private async Task<int> HoldAsync(string[] wanted, SweepRunState held)
    {
        var open = Named(wanted, e => e.State != held && e.State is not (SweepRunState.Done or SweepRunState.Parked));
        await SetAsync(open, held);
        await Task.WhenAll(open.Where(active.ContainsKey).Select(e => GrainFactory.GetGrain<ISearchRunGrain>(e.Id).Stop()));
        return open.Length;
    }

    private Task SetAsync(SweepEntry[] chosen, SweepRunState state)
    {
        foreach (var entry in chosen)
        {
            (entry.State, entry.NotBefore) = (state, default);
            unstored.Enqueue(entry);
        }

        return KeepAsync();
    }

    // An order that is not stored is refused.
    private async Task KeepAsync()
    {
        await FlushAsync();
        if (lost)
        {
            throw new OrleansException($"Sweep {Id} could not store the order; try again.");
        }
    }

    private async Task SetAsync(bool paused, bool cancelled)
    {
        await StoreAsync(() =>
        {
            (record.State.Paused, record.State.Cancelled) = (paused, cancelled);
            return Task.CompletedTask;
        });
        if (paused || cancelled)
        {
            await Halt();
            SignalAll();
        }
        else
        {
            Drive();
        }
    }
}
