namespace Lth4Sa.Grains.Watching;

/// <summary>
/// Tells watchers that something has changed. Changes between two looks of a watcher are one, so that a slow watcher holds nothing up
/// and nothing is kept for it. It is used on the scheduler of its grain only.
/// </summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource? changed;

    /// <summary>The number of changes so far.</summary>
    public long Version { get; private set; }

    /// <summary>Wakes every watcher.</summary>
    public void Set()
    {
        Version++;
        var waited = changed;
        changed = null;
        waited?.SetResult();
    }

    /// <summary>Waits for a change.</summary>
    /// <param name="seen">The <see cref="Version"/> at the watcher's last look; a later one ends the wait at once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task WaitAsync(long seen, CancellationToken cancellation)
    {
        if (seen != Version)
        {
            return Task.CompletedTask;
        }

        changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return changed.Task.WaitAsync(cancellation);
    }
}
