using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Grains.Runs;

/// <summary>
/// The latest progress of a run, and whoever watches it. What is published is put into words only when somebody looks:
/// a search can take thousands of steps a second. Used on the grain's scheduler alone.
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

    /// <param name="progress">Called before the next step, or never.</param>
    public void Publish(Func<RunProgress> progress)
    {
        pending = progress;
        version++;
        Signal();
    }

    /// <summary>Ends every watch after what was published last.</summary>
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
