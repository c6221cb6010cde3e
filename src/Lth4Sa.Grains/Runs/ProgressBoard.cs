using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Grains.Runs;

/// <summary>
/// The latest progress of a run with its watchers. A search can take thousands of steps a second, so a published progress is
/// computed only when it is read. The board is used on the scheduler of its grain only.
/// </summary>
internal sealed class ProgressBoard
{
    private TaskCompletionSource? changed;
    private Func<RunProgress>? pending;
    private RunProgress latest = new(RunPhase.Waiting, "waiting", 0, 0, "", null, null, null, null, null);
    private long version;
    private bool open;

    public RunProgress Current
    {
        get
        {
            if (pending is { } words)
            {
                (latest, pending) = (words(), null);
            }

            return latest;
        }
    }

    public void Open() => open = true;

    public void Publish(RunProgress progress)
    {
        (latest, pending) = (progress, null);
        version++;
        Signal();
    }

    /// <summary>Publishes a progress that is computed when it is read.</summary>
    /// <param name="progress">The function that computes it; it is called before the next step, or never.</param>
    public void Publish(Func<RunProgress> progress)
    {
        pending = progress;
        version++;
        Signal();
    }

    /// <summary>Ends every watch after the last published progress.</summary>
    public void Close()
    {
        open = false;
        Signal();
    }

    public async IAsyncEnumerable<RunProgress> Watch([EnumeratorCancellation] CancellationToken cancellation)
    {
        long? seen = null;
        while (true)
        {
            if (seen != version)
            {
                seen = version;
                yield return Current;
                continue;
            }

            if (!open)
            {
                yield break;
            }

            changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            await changed.Task.WaitAsync(cancellation);
        }
    }

    private void Signal()
    {
        var waited = changed;
        changed = null;
        waited?.SetResult();
    }
}
