using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>A sweep that a command makes of its own options, worked off until the command has what it asks for.</summary>
internal static class CommandSweep
{
    /// <summary>Runs under way at the same time: they wait for the same cores, or the same device.</summary>
    public const int AtATime = 16;

    /// <summary>Runs a sweep to its end, or until <paramref name="interrupted"/>; what failed before is tried again.</summary>
    /// <param name="site">Where the sweep is worked off.</param>
    /// <param name="sweep">The sweep; the same one goes on where it was.</param>
    /// <param name="finish">What the command makes of the runs, once all are done.</param>
    /// <param name="interrupted">The user wants the command to end.</param>
    /// <returns>The exit code of the command.</returns>
    public static async Task<int> RunAsync(
        ISweepSite site, SpecText sweep, Func<SweepRunStatus[], Task> finish, CancellationToken interrupted)
    {
        try
        {
            await site.Api.StartSweepAsync(site.Sweep, sweep, interrupted);
            await site.Api.OrderAsync(site.Sweep, new SweepOrder("retry", [], []), interrupted);
            if (await FollowedSweep.FollowAsync(site, interrupted) is not null)
            {
                var runs = await site.Api.GetRunsAsync(site.Sweep, 0, int.MaxValue, cancellation: interrupted);
                var failed = Array.FindAll(runs, r => r.State != SweepRunState.Done);
                Array.ForEach(failed, r => Console.Error.WriteLine($"{r.Run.Name}: {r.Error ?? r.State.ToString().ToLowerInvariant()}"));
                if (failed.Length > 0)
                {
                    return ExitCode.Failed;
                }

                await finish(runs);
                return ExitCode.Done;
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            // As below.
        }

        await Console.Error.WriteLineAsync(await site.LeaveAsync());
        return ExitCode.Interrupted;
    }
}
