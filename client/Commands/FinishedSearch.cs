using System.CommandLine;
using Lth4Sa.Cli.Remote;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Commands;

/// <summary>A search that is over, in a folder here or on a silo elsewhere, for commands that make more of it.</summary>
internal static class FinishedSearch
{
    public static Argument<string> Argument() => new("search") { Description = "Folder of a finished search; with --silo the id of a run" };

    /// <param name="act">Gets a silo that has the search, the search, and where files about it belong: its folder, or the current one.</param>
    /// <exception cref="SpecException">There is no such search, or it is not over.</exception>
    public static async Task<int> OpenAsync(string search, string? silo, Func<ILth4SaApi, RunStatus, string, Task<int>> act)
    {
        using var remote = SiloOptions.Open(silo);
        if (remote is not null)
        {
            return await act(remote, Finished(search, await remote.GetRunAsync(search, CancellationToken.None)), Environment.CurrentDirectory);
        }

        using var folder = RunFolder<RunSpec>.OpenExisting(search);
        return await RunCommand.OnApiAsync(RunCommand.OptionsOf(folder.Path, folder.Spec), verbose: false, async (api, _) =>
            await act(api, Finished(search, await LookAsync(api, folder.Spec.RunId())), folder.Path));
    }

    private static RunStatus Finished(string search, RunStatus? status) => status is { Result: not null }
        ? status
        : throw new SpecException($"search: {search} has not finished; let it finish first, or finish it with the command that began it.");

    // Null when it has not begun.
    private static async Task<RunStatus?> LookAsync(ILth4SaApi api, string run)
    {
        try
        {
            return await api.GetRunAsync(run);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }
}
