using Lth4Sa.Cli.Display;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Files;
using Spectre.Console;

namespace Lth4Sa.Cli.Runs;

/// <summary>One run, watched to its end, with what it leaves in a folder.</summary>
internal static class FollowedRun
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Starts a run, shows it until it is over, and shows and keeps its result.</summary>
    /// <param name="site">Where it takes place.</param>
    /// <param name="afterwards">What a command makes of a finished run.</param>
    /// <returns>The exit code of the command.</returns>
    public static async Task<int> RunAsync(IRunSite site, Func<ILth4SaApi, RunStatus, Task>? afterwards = null)
    {
        var patience = Patience.Create(TimeProvider.System, Console.Error.WriteLine);
        var status = await site.StartAsync();
        var run = status.Run;
        try
        {
            while (status.Result is null)
            {
                var last = await patience.ExecuteAsync(
                    async _ => await RunDisplay.Create().FollowAsync(site.Api.WatchRunAsync(run, site.Waiting)), site.Waiting);
                var now = status = await patience.ExecuteAsync(async stop => await site.Api.GetRunAsync(run, stop), site.Waiting);
                if (now.Result is not null)
                {
                    break;
                }

                var rest = await patience.ExecuteAsync(async stop => await site.WhyAtRestAsync(now, last, stop), site.Waiting);
                if (rest is var (exit, message))
                {
                    await Console.Error.WriteLineAsync(message);
                    return exit;
                }

                await Task.Delay(Period, TimeProvider.System, site.Waiting);
            }

            await FetchAsync(site, status);
        }
        catch (OperationCanceledException) when (site.Waiting.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"The run {run} goes on at the silo.");
            return ExitCode.Interrupted;
        }

        await (afterwards?.Invoke(site.Api, status) ?? Task.CompletedTask);
        return ExitCode.Done;
    }

    private static async Task FetchAsync(IRunSite site, RunStatus status)
    {
        Directory.CreateDirectory(site.Folder);
        ResultDisplay.Show(AnsiConsole.Console, status.Result!);
        foreach (var artefact in (await site.Api.GetArtefactsAsync(status.Run, site.Waiting)).Where(site.Brings))
        {
            var file = Path.Combine(site.Folder, Path.GetFileName(artefact.Name));
            await using var from = await site.Api.OpenArtefactAsync(status.Run, artefact.Name, site.Waiting);
            AtomicFile.Write(file, from.CopyTo);
            Console.WriteLine(file);
        }
    }
}
