using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Spectre.Console;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>A sweep, shown while it is worked off.</summary>
internal static class FollowedSweep
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Shows a sweep until it is over.</summary>
    /// <returns>Its state then; null when it was interrupted.</returns>
    public static async Task<SweepStatus?> FollowAsync(ISweepSite site, CancellationToken interrupted)
    {
        var (shown, patience) = (new StatusLine(TimeProvider.System), Patience.Create(TimeProvider.System, Console.Error.WriteLine));
        try
        {
            while (true)
            {
                if (await patience.ExecuteAsync(async stop => await ShowToEndAsync(site, shown, stop), interrupted) is { } ended)
                {
                    return ended;
                }

                // The silo was stopped, or the connection was lost.
                await Task.Delay(Period, TimeProvider.System, interrupted);
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            shown.End();
        }
    }

    /// <summary>Shows a sweep as it is now, with its best runs and what fails.</summary>
    public static async Task ShowAsync(ILth4SaApi api, string sweep) =>
        SweepTable.Show(AnsiConsole.Console, await api.GetSweepAsync(sweep), await api.GetRunsAsync(sweep, 0, int.MaxValue));

    // Null when the events end before the sweep does.
    private static async Task<SweepStatus?> ShowToEndAsync(ISweepSite site, StatusLine shown, CancellationToken interrupted)
    {
        await foreach (var status in site.WatchAsync(interrupted))
        {
            shown.Show(status);
            if (status.State.IsOver())
            {
                return status;
            }
        }

        return null;
    }
}
