using System.Collections.Concurrent;
using Lth4Sa.Contracts.Sweeps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>
/// Sees to it that every sweep that is not over has an activation, which goes on with it: after a start, and after another
/// silo of the cluster has died with the activations that it had. When the silo stops, the sweeps that it has stop at safe
/// places first, while all grains are still there.
/// </summary>
internal sealed partial class SweepWatch(IGrainFactory grains, LocalSweeps here, TimeProvider time, ILogger<SweepWatch> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(20);

    /// <summary>Periods after which a sweep that was over is looked at again: somebody may have extended it on a silo that died.</summary>
    private const int Rest = 45;

    private readonly Dictionary<string, int> resting = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(here.Names.Select(HaltAsync));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                foreach (var sweep in await grains.GetGrain<ICatalogGrain>(0).GetSweeps())
                {
                    await WakeAsync(sweep);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotWoken(log, exception, "(the catalog)");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WakeAsync(string sweep)
    {
        if (resting.GetValueOrDefault(sweep) is > 0 and var left)
        {
            resting[sweep] = left - 1;
            return;
        }

        try
        {
            resting[sweep] = await grains.GetGrain<ISweepGrain>(sweep).Wake() ? 0 : Rest;
        }
        catch (Exception exception)
        {
            LogNotWoken(log, exception, sweep);
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
            LogNotHalted(log, exception, sweep);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sweep {Sweep} could not be looked after; it is tried again soon")]
    private static partial void LogNotWoken(ILogger log, Exception exception, string sweep);

    [LoggerMessage(LogLevel.Warning, "Sweep {Sweep} was not stopped in order; it goes on from its last commits")]
    private static partial void LogNotHalted(ILogger log, Exception exception, string sweep);
}

/// <summary>The sweeps that have their activation in this silo.</summary>
public sealed class LocalSweeps
{
    private readonly ConcurrentDictionary<string, bool> names = new();

    internal IEnumerable<string> Names => names.Keys;

    internal void Add(string sweep) => names[sweep] = true;

    internal void Remove(string sweep) => names.TryRemove(sweep, out _);
}
