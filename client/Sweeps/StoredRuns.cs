using System.Text.Json;
using Lth4Sa.Cli.Commands;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>The runs in a folder of a search or a sweep, to look at: nothing is begun, also while another process works there.</summary>
internal static class StoredRuns
{
    private const char Separator = '#';

    /// <param name="act">Gets the grains and the folder's runs by name; a search has one.</param>
    /// <exception cref="SpecException">It is the folder of neither.</exception>
    public static Task<T> LookAsync<T>(string path, Func<IGrainFactory, IReadOnlyList<(string Name, RunSpec Spec)>, Task<T>> act)
    {
        var folder = Path.GetFullPath(path);
        var file = Path.Combine(folder, RunFolder<RunSpec>.SpecName);
        if (!File.Exists(file) || !File.Exists(new Lth4SaOptions { Folder = folder }.StateFile))
        {
            throw new SpecException($"dir: {path} is not allowed; expected the folder of a search or a sweep that has begun.");
        }

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var isSweep = json.RootElement.TryGetProperty("devices", out _);
        return RunCommand.OnSiloAsync(new Lth4SaOptions { Folder = folder, Drives = false }, verbose: false, async grains =>
        {
            if (isSweep)
            {
                var runs = await grains.GetGrain<ISweepGrain>(SweepFolder.Name).GetRuns(0, int.MaxValue);
                return await act(grains, [.. runs.Select(r => (r.Run.Name, r.Run.Spec))]);
            }

            return await act(grains, [(Path.GetFileName(folder), RunFolder<RunSpec>.Read(file))]);
        });
    }

    /// <summary>Splits DIR or DIR#RUN, and finds the run there.</summary>
    public static Task<T> LookAtOneAsync<T>(string text, Func<ISearchRunGrain, RunSpec, Task<T>> act)
    {
        var at = text.LastIndexOf(Separator);
        var (path, wanted) = at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
        return LookAsync(path, async (grains, runs) =>
        {
            var found = wanted is null ? runs : [.. runs.Where(r => r.Name == wanted || r.Spec.RunId() == wanted)];
            return found is [var (_, spec)] ? await act(grains.GetGrain<ISearchRunGrain>(spec.RunId()), spec) : throw new SpecException(
                $"run: {text} is not allowed; expected the folder of a search, or of a sweep with {Separator} and the name or id of a run: {string.Join(", ", runs.Take(5).Select(r => r.Name))}{(runs.Count > 5 ? ", ..." : "")}.");
        });
    }
}
