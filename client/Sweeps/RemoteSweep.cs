using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>A sweep on a silo elsewhere.</summary>
/// <param name="api">The silo; its client is closed with this.</param>
/// <param name="sweep">The name of the sweep.</param>
internal sealed class RemoteSweep(HttpLth4SaApi api, string sweep) : IExistingSweep
{
    /// <inheritdoc/>
    public async Task<string> OrderAsync(SweepOrder order) => (await api.OrderAsync(sweep, order, CancellationToken.None)).Message;

    /// <inheritdoc/>
    public async Task<int> ShowAsync(bool follow, CancellationToken interrupted)
    {
        await using var site = new RemoteSweepSite(api, sweep);
        if (follow && await FollowedSweep.FollowAsync(site, interrupted) is null)
        {
            return ExitCode.Interrupted;
        }

        await FollowedSweep.ShowAsync(api, sweep);
        return ExitCode.Done;
    }

    /// <summary>Closes the client.</summary>
    public void Dispose() => api.Dispose();
}
