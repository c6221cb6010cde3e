using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>A sweep on a silo elsewhere, where it goes on when the user interrupts the command.</summary>
/// <param name="api">The silo; its client is closed with the site.</param>
/// <param name="sweep">The name of the sweep.</param>
internal sealed class RemoteSweepSite(HttpLth4SaApi api, string sweep) : ISweepSite
{
    /// <inheritdoc/>
    public ILth4SaApi Api => api;

    /// <inheritdoc/>
    public string Sweep => sweep;

    /// <inheritdoc/>
    public IAsyncEnumerable<SweepStatus> WatchAsync(CancellationToken interrupted) => api.WatchSweepAsync(sweep, interrupted);

    /// <inheritdoc/>
    public Task<string> LeaveAsync() => Task.FromResult($"The sweep {sweep} goes on at the silo.");

    /// <summary>Closes the client.</summary>
    public ValueTask DisposeAsync()
    {
        api.Dispose();
        return ValueTask.CompletedTask;
    }
}
