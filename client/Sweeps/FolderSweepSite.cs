using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Cli.Hosting;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Silo.Api;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>The sweep of a folder, worked off by a silo in this process for as long as the command takes.</summary>
internal sealed class FolderSweepSite : ISweepSite
{
    private readonly IDisposable folder;
    private readonly InProcessSilo silo;
    private readonly SweepOrders? orders;

    private FolderSweepSite(IDisposable folder, InProcessSilo silo, SweepOrders? orders) =>
        (this.folder, this.silo, this.orders) = (folder, silo, orders);

    /// <inheritdoc/>
    public ILth4SaApi Api => silo.Api;

    /// <summary>The API, with what it can do for who has read the spec already.</summary>
    public Lth4SaApi Silo => silo.Api;

    /// <summary>Starts a silo for the sweep of a folder.</summary>
    /// <param name="folder">The folder; it is closed with the site.</param>
    /// <param name="options">The folder and the devices of the silo.</param>
    /// <param name="verbose">Whether the silo logs to standard error.</param>
    /// <param name="orders">Takes the orders that others leave in the folder, and says how far the sweep is; null does neither.</param>
    public static async Task<FolderSweepSite> OpenAsync(IDisposable folder, Lth4SaOptions options, bool verbose, SweepOrders? orders = null)
    {
        try
        {
            return new FolderSweepSite(folder, await InProcessSilo.StartAsync(options, verbose), orders);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Sweep => SweepFolder.Name;

    /// <inheritdoc/>
    public IAsyncEnumerable<SweepStatus> WatchAsync(CancellationToken interrupted) =>
        orders?.WatchAsync(Api, interrupted) ?? Api.WatchSweepAsync(Sweep, interrupted);

    /// <inheritdoc/>
    public async Task<string> LeaveAsync()
    {
        await silo.Grains.GetGrain<ISweepGrain>(Sweep).Halt();
        return Interruption.Message;
    }

    /// <summary>Stops the silo and closes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        using (folder)
        {
            await silo.DisposeAsync();
        }
    }
}
