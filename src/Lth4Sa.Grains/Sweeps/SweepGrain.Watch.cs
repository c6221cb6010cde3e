using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>The streams for those who watch a sweep or one of its runs.</summary>
public sealed partial class SweepGrain
{
    public async IAsyncEnumerable<SweepStatus> Watch([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var seen = signal.Version;
            var status = await GetStatus();
            yield return status;
            if (status.State.IsOver())
            {
                yield break;
            }

            await signal.WaitAsync(seen, cancellationToken);
            RequireOwned();
        }
    }

    public async IAsyncEnumerable<SweepRunStatus> WatchRun(
        string run, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!byId.TryGetValue(run, out var entry))
        {
            yield break;
        }

        while (true)
        {
            // The state of a run that has been stopped changes before its last step has ended.
            var (seen, isAtRest) = (entry.Changed.Version, !active.ContainsKey(entry) && IsHeld(entry));
            yield return entry.ToStatus();
            if (isAtRest)
            {
                yield break;
            }

            await entry.Changed.WaitAsync(seen, cancellationToken);
            RequireOwned();
        }
    }

    // Nothing happens to the run unless somebody orders it, or the whole sweep.
    private bool IsHeld(SweepEntry entry) => entry.State.IsAtRest() || record.State.Paused || record.State.Cancelled;

    private void RequireOwned()
    {
        if (lost)
        {
            throw new EnumerationAbortedException($"Sweep {Id} is being reloaded; watch it again.");
        }
    }

    private void SignalAll()
    {
        signal.Set();
        entries.ForEach(e => e.Changed.Set());
    }
}
