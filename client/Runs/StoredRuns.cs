using System.CommandLine;
using System.Text.Json;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Cli.Hosting;
using Lth4Sa.Cli.Options;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains.Options;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Runs;

/// <summary>Runs that are there already, in the folder of a search or a sweep, or on a silo elsewhere.</summary>
internal static class StoredRuns
{
    private const char Separator = '#';

    /// <summary>The argument that names all runs of a folder or a sweep.</summary>
    public static Argument<string> All(string name) =>
        new(name) { Description = "Folder of a search or a sweep; with --silo the name of a sweep" };

    /// <summary>The argument that names one run.</summary>
    public static Argument<string> One(string name) =>
        new(name) { Description = "Folder of a search, or folder of a sweep with #RUN: name or id; with --silo the id of a run" };

    /// <summary>The argument that names a search that is over.</summary>
    public static Argument<string> Finished() => new("search") { Description = "Folder of a finished search; with --silo the id of a run" };

    /// <summary>Looks at all runs of a folder or a sweep. Nothing is begun, and another process may be working there.</summary>
    /// <param name="text">A folder; with a silo the name of a sweep.</param>
    /// <param name="silo">The address of a silo elsewhere; null for a folder.</param>
    /// <param name="act">Gets a silo that has the runs, and the runs.</param>
    /// <exception cref="SpecException">It is no such folder.</exception>
    public static async Task<T> LookAsync<T>(string text, string? silo, Func<ILth4SaApi, StoredRun[], Task<T>> act)
    {
        using var remote = SiloOptions.Open(silo);
        if (remote is not null)
        {
            return await act(remote, await ListAsync(remote, text));
        }

        var folder = Path.GetFullPath(text);
        var file = Path.Combine(folder, RunFolder<RunSpec>.SpecName);
        if (!File.Exists(file) || !File.Exists(new Lth4SaOptions { Folder = folder }.StateFile))
        {
            throw new SpecException($"dir: {text} is not allowed; expected the folder of a search or a sweep that has begun.");
        }

        await using var here = await InProcessSilo.LookAsync(folder);
        return await act(here.Api, IsSweep(file) ? await ListAsync(here.Api, SweepFolder.Name) : [Read(folder, file)]);
    }

    /// <summary>Looks at one run, as <see cref="LookAsync{T}"/> does at many.</summary>
    /// <param name="text">DIR or DIR#RUN; with a silo the id of a run.</param>
    /// <param name="silo">The address of a silo elsewhere; null for a folder.</param>
    /// <param name="act">Gets a silo that has the run, and the run.</param>
    /// <exception cref="SpecException">There is no such run in the folder.</exception>
    public static async Task<T> LookAtOneAsync<T>(string text, string? silo, Func<ILth4SaApi, StoredRun, Task<T>> act)
    {
        using var remote = SiloOptions.Open(silo);
        if (remote is not null)
        {
            var status = await remote.GetRunAsync(text, CancellationToken.None);
            return await act(remote, new StoredRun(text, status.Run, status.Spec));
        }

        var at = text.LastIndexOf(Separator);
        var (path, wanted) = at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
        return await LookAsync(path, null, async (api, runs) =>
        {
            var found = wanted is null ? runs : Array.FindAll(runs, r => r.Name == wanted || r.Id == wanted);
            return found is [var run] ? await act(api, run) : throw new SpecException(
                $"run: {text} is not allowed; expected the folder of a search, or of a sweep with {Separator} and the name or id of a run: "
                + $"{string.Join(", ", runs.Take(5).Select(r => r.Name))}{(runs.Length > 5 ? ", ..." : "")}.");
        });
    }

    /// <summary>Opens a search that is over, for commands that make more of it.</summary>
    /// <param name="search">A folder; with a silo the id of a run.</param>
    /// <param name="silo">The address of a silo elsewhere; null for a folder.</param>
    /// <param name="act">Gets a silo that has the search, the search, and the folder for files about it.</param>
    /// <exception cref="SpecException">There is no such search, or it is not over.</exception>
    public static async Task<int> OpenFinishedAsync(string search, string? silo, Func<ILth4SaApi, RunStatus, string, Task<int>> act)
    {
        using var remote = SiloOptions.Open(silo);
        if (remote is not null)
        {
            return await act(
                remote, Finished(search, await remote.GetRunAsync(search, CancellationToken.None)), Environment.CurrentDirectory);
        }

        using var folder = RunFolder<RunSpec>.OpenExisting(search);
        await using var here = await InProcessSilo.StartAsync(folder.Path, folder.Spec);
        return await act(here.Api, Finished(search, await FindAsync(here.Api, folder.Spec.RunId())), folder.Path);
    }

    private static RunStatus Finished(string search, RunStatus? status) => status is { Result: not null }
        ? status
        : throw new SpecException($"search: {search} has not finished; let it finish first, or finish it with the command that began it.");

    // Null when the run has not begun.
    private static async Task<RunStatus?> FindAsync(ILth4SaApi api, string run)
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

    private static async Task<StoredRun[]> ListAsync(ILth4SaApi api, string sweep) =>
        Array.ConvertAll(await api.GetRunsAsync(sweep, 0, int.MaxValue), r => new StoredRun(r.Run.Name, r.RunId, r.Run.Spec));

    private static StoredRun Read(string folder, string file)
    {
        var spec = RunFolder<RunSpec>.Read(file);
        return new StoredRun(Path.GetFileName(folder), spec.RunId(), spec);
    }

    private static bool IsSweep(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.TryGetProperty("devices", out _);
    }
}
