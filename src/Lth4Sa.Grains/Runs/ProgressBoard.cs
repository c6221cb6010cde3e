using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Watching;

namespace Lth4Sa.Grains.Runs;

/// <summary>
/// The latest progress of a run with its watchers. A search can take thousands of steps a second, so a published progress is
/// computed only when it is read. The board is used on the scheduler of its grain only.
/// </summary>
internal sealed class ProgressBoard
{
    private readonly ChangeSignal changed = new();
    private Func<RunProgress>? pending;
    private RunProgress latest = new(RunPhase.Waiting, "waiting", 0, 0, "", null, null, null, null, null);
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

    /// <summary>Begins another attempt: what ended the one before is no longer true, even if this one is stopped at once.</summary>
    public void Open()
    {
        open = true;
        Publish(Current with { Error = null, Outage = false, Permanent = false });
    }

    public void Publish(RunProgress progress)
    {
        (latest, pending) = (progress, null);
        changed.Set();
    }

    /// <summary>Publishes a progress that is computed when it is read.</summary>
    /// <param name="progress">The function that computes it; it is called before the next step, or never.</param>
    public void Publish(Func<RunProgress> progress)
    {
        pending = progress;
        changed.Set();
    }

    /// <summary>Ends every watch after the last published progress.</summary>
    public void Close()
    {
        open = false;
        changed.Set();
    }

    /// <summary>The progress now and after each change, until the board is closed.</summary>
    public async IAsyncEnumerable<RunProgress> Watch([EnumeratorCancellation] CancellationToken cancellation)
    {
        RunProgress? shown = null;
        while (true)
        {
            var seen = changed.Version;
            if (Current is var now && now != shown)
            {
                yield return shown = now;
                continue;
            }

            if (!open)
            {
                yield break;
            }

            await changed.WaitAsync(seen, cancellation);
        }
    }
}
