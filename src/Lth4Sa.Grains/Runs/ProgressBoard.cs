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

    /// <summary>The first progress of each phase that this attempt has come to.</summary>
    private readonly List<RunProgress> begun = [];

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
    /// <param name="phase">The phase that the run goes on with.</param>
    public void Open(RunPhase phase)
    {
        open = true;
        begun.Clear();
        Begin(phase);
    }

    /// <summary>Publishes that a phase begins.</summary>
    public void Begin(RunPhase phase)
    {
        var done = phase == RunPhase.Done;
        var stage = phase switch
        {
            RunPhase.Training => "networks",
            RunPhase.Timing => "inference times",
            _ => phase.ToString().ToLowerInvariant(),
        };
        Publish(phase, stage, done ? 1 : 0, 0, "", done ? 0 : null);
    }

    /// <summary>Publishes how far the work is, which has not failed.</summary>
    public void Publish(RunPhase phase, string stage, double fraction, double rate, string unit, double? secondsLeft) =>
        Publish(Current with
        {
            Phase = phase,
            Stage = stage,
            Fraction = fraction,
            Rate = rate,
            Unit = unit,
            SecondsLeft = secondsLeft,
            Error = null,
            Outage = false,
            Permanent = false,
        });

    public void Publish(RunProgress progress)
    {
        if (begun.Count == 0 || begun[^1].Phase != progress.Phase)
        {
            begun.Add(progress);
        }

        (latest, pending) = (progress, null);
        changed.Set();
    }

    /// <summary>Publishes a progress that is computed when it is read.</summary>
    /// <param name="progress">
    /// The function that computes it, in the phase that is published already; it is called before the next step, or never.
    /// </param>
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

    /// <summary>
    /// The progress now and after each change, until the board is closed; before it, the beginning of each phase of this attempt that is
    /// over, so that a log names every phase, however short it was.
    /// </summary>
    public async IAsyncEnumerable<RunProgress> Watch([EnumeratorCancellation] CancellationToken cancellation)
    {
        RunProgress? shown = null;
        var next = 0;
        while (true)
        {
            while (next < begun.Count - 1)
            {
                yield return shown = begun[next++];
            }

            next = begun.Count;
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
