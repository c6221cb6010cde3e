using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Grains.Runs;

/// <summary>The latest progress of a run, and whoever watches it. Used on the grain's scheduler alone.</summary>
internal sealed class ProgressBoard
{
    private TaskCompletionSource changed = New();
    private bool open;

    public RunProgress Current { get; private set; } = new(RunPhase.Waiting, "waiting", 0, 0, "", null, null, null, null, null);

    public void Open() => open = true;

    public void Publish(RunProgress progress)
    {
        Current = progress;
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
        RunProgress? seen = null;
        while (true)
        {
            var (next, wasOpen) = (changed.Task, open);
            if (!ReferenceEquals(seen, Current))
            {
                seen = Current;
                yield return seen;
                continue;
            }

            if (!wasOpen)
            {
                yield break;
            }

            await next.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        var before = changed;
        changed = New();
        before.SetResult();
    }
}
