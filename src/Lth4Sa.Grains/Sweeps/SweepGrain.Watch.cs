using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>The streams for those who watch a sweep or one of its runs.</summary>
public sealed partial class SweepGrain
{
    /// <summary>True once this activation ends: watchers find the next one.</summary>
    private bool deactivated;

    public async IAsyncEnumerable<SweepStatus> Watch([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var seen = changes.Version;
            var status = await GetStatus();
            yield return status;
            if (deactivated || status.State.IsOver())
            {
                yield break;
            }

            await changes.WaitAsync(seen, cancellationToken);
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
            var (seen, atRest) = (entry.Changed.Version, entry.State.IsAtRest() && !active.ContainsKey(entry));
            yield return entry.ToStatus();
            if (deactivated || atRest)
            {
                yield break;
            }

            await entry.Changed.WaitAsync(seen, cancellationToken);
        }
    }

    private void EndWatches()
    {
        deactivated = true;
        changes.Set();
        entries.ForEach(e => e.Changed.Set());
    }
}
