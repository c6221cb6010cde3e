using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Cli.Runs;

/// <summary>A run on a silo elsewhere, where it goes on when the user interrupts the command.</summary>
/// <param name="api">The silo; its client is closed with the site.</param>
/// <param name="folder">The folder for what the run leaves.</param>
/// <param name="start">Starts the run.</param>
/// <param name="interrupted">The user wants the command to end.</param>
internal sealed class RemoteRunSite(
    HttpLth4SaApi api, string folder, Func<ILth4SaApi, Task<RunStatus>> start, CancellationToken interrupted) : IRunSite
{
    /// <inheritdoc/>
    public ILth4SaApi Api => api;

    /// <inheritdoc/>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public CancellationToken Waiting => interrupted;

    /// <inheritdoc/>
    public async Task<RunStatus> StartAsync()
    {
        var started = await start(api);
        Console.WriteLine($"run {started.Run}");
        return started;
    }

    /// <inheritdoc/>
    public async Task<(int ExitCode, string Message)?> WhyAtRestAsync(RunStatus status, RunProgress? last, CancellationToken cancellation)
    {
        // Otherwise it waits for its turn, or is tried again.
        var known = await api.GetRunAsync(status.Sweep, status.Run, cancellation);
        return known.State is SweepRunState.Parked or SweepRunState.Cancelled or SweepRunState.Paused
            ? (ExitCode.Failed, $"The run is {known.State.ToString().ToLowerInvariant()}{(known.Error is { } error ? ": " + error : ".")}")
            : null;
    }

    /// <summary>Everything is brought.</summary>
    public bool Brings(Artefact artefact) => true;

    /// <summary>Closes the client.</summary>
    public ValueTask DisposeAsync()
    {
        api.Dispose();
        return ValueTask.CompletedTask;
    }
}
