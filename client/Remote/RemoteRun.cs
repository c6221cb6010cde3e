using Lth4Sa.Cli.Commands;
using Lth4Sa.Cli.Display;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Files;
using Spectre.Console;

namespace Lth4Sa.Cli.Remote;

/// <summary>One run at a silo elsewhere: watched to its end, and what it leaves brought into a folder here.</summary>
internal static class RemoteRun
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static async Task<int> FollowAsync(ILth4SaApi api, string run, string folder, CancellationToken interrupted)
    {
        Console.WriteLine($"run {run}");
        try
        {
            var patience = Patience.Create(TimeProvider.System, Console.Error.WriteLine);
            while (await patience.ExecuteAsync(async stop => await api.GetRunAsync(run, stop), interrupted) is var status && status.Result is null)
            {
                await patience.ExecuteAsync(async stop => await RunDisplay.Create().FollowAsync(api.WatchRunAsync(run, stop)), interrupted);
                var known = await patience.ExecuteAsync(async stop => await api.GetRunAsync(status.Sweep, run, stop), interrupted);
                if (known is { State: SweepRunState.Parked or SweepRunState.Cancelled or SweepRunState.Paused })
                {
                    await Console.Error.WriteLineAsync($"The run is {known.State.ToString().ToLowerInvariant()}{(known.Error is { } error ? ": " + error : ".")}");
                    return RunCommand.Failed;
                }

                // It waits for its turn, or tries again.
                await Task.Delay(Period, TimeProvider.System, interrupted);
            }

            await FetchAsync(api, run, folder, interrupted);
            return RunCommand.Done;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"The run {run} goes on at the silo.");
            return RunCommand.Interrupted;
        }
    }

    private static async Task FetchAsync(ILth4SaApi api, string run, string folder, CancellationToken interrupted)
    {
        var path = Path.GetFullPath(folder);
        Directory.CreateDirectory(path);
        ResultDisplay.Show(AnsiConsole.Console, (await api.GetRunAsync(run, interrupted)).Result!);
        foreach (var artefact in await api.GetArtefactsAsync(run, interrupted))
        {
            var file = Path.Combine(path, Path.GetFileName(artefact.Name));
            await using var from = await api.OpenArtefactAsync(run, artefact.Name, interrupted);
            AtomicFile.Write(file, from.CopyTo);
            Console.WriteLine(file);
        }
    }
}
