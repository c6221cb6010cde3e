using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Watching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>
/// Keeps every unfinished sweep active: after a start, and after another silo of the cluster has died with its activations.
/// When the silo stops, its sweeps stop at safe places first, while all grains still answer.
/// </summary>
internal sealed partial class SweepWatch(
    IGrainFactory grains, LocalSweeps here, SiloNews news, ILogger<SweepWatch> log) : BackgroundService
{
    /// <summary>The number of rounds before an ended sweep is woken again: it may have been extended on a silo that died.</summary>
    private const int Rest = 45;

    private readonly Dictionary<string, int> resting = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(here.Names.Select(HaltAsync));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        news.RepeatAsync(() => WakeAsync(stoppingToken), stoppingToken);

    private async Task<bool> WakeAsync(CancellationToken stoppingToken)
    {
        try
        {
            var all = true;
            foreach (var sweep in await grains.GetGrain<ICatalogGrain>(0).GetSweeps())
            {
                all &= await WakeAsync(sweep);
            }

            return all;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogNotListed(exception);
            return false;
        }
    }

    private async Task<bool> WakeAsync(string sweep)
    {
        if (resting.GetValueOrDefault(sweep) is > 0 and var left)
        {
            resting[sweep] = left - 1;
            return true;
        }

        try
        {
            resting[sweep] = await grains.GetGrain<ISweepGrain>(sweep).Wake() ? 0 : Rest;
            return true;
        }
        catch (Exception exception)
        {
            LogNotWoken(exception, sweep);
            return false;
        }
    }

    private async Task HaltAsync(string sweep)
    {
        try
        {
            await grains.GetGrain<ISweepGrain>(sweep).Halt();
        }
        catch (Exception exception)
        {
            LogNotHalted(exception, sweep);
        }
    }
}
