using Lth4Sa.Contracts.Sweeps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>
/// Sees to it that every sweep that is not over has an activation, which goes on with it: after a start, and after another
/// silo of the cluster has died with the activations that it had.
/// </summary>
internal sealed partial class SweepWatch(IGrainFactory grains, TimeProvider time, ILogger<SweepWatch> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            string? current = null;
            try
            {
                foreach (var sweep in await grains.GetGrain<ICatalogGrain>(0).GetSweeps())
                {
                    current = sweep;
                    await grains.GetGrain<ISweepGrain>(sweep).Wake();
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotWoken(log, exception, current);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Sweep {Sweep} could not be looked after; it is tried again soon")]
    private static partial void LogNotWoken(ILogger log, Exception exception, string? sweep);
}
