using System.CommandLine;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Runs;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Grains.Options;
using Lth4Sa.Search.Files;
using Lth4Sa.Specs;
using Lth4Sa.Storage;

namespace Lth4Sa.Cli.Commands;

/// <summary>A new search that shares the first steps of another, and its supernet and evaluations.</summary>
internal static class ForkCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var origin = StoredRuns.One("run");
        var at = new Option<long>("--at")
        {
            Description = "Steps that the new search has in common with it",
            HelpName = "STEP",
            Required = true,
        };
        var set = new Option<string[]>("--set")
        {
            Description = "An option and its value from then on, as in controller-rate=0.05",
            HelpName = "OPTION=VALUE",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var (output, verbose, silo) = (RunOptions.Output("lth4sa-fork"), RunOptions.Verbose(), SiloOptions.Silo());
        var command = new Command("fork", "Branch a search at a step: what it had learnt goes on by other options, on its evaluations.")
        {
            origin, at, set, output, silo, verbose,
        };
        var sites = new RunSites(output, verbose, silo);
        command.SetAction(async (given, interrupted) =>
        {
            var (from, request, supernet) = (
                given.GetValue(origin)!, new ForkRequest(given.GetValue(at), given.GetValue(set)!), (string?)null);
            await using var site = await sites.OpenAsync(
                given,
                async () =>
                {
                    (var spec, supernet) = await StoredRuns.LookAtOneAsync(
                        from, silo: null, async (api, run) => (run.Spec, await SupernetAsync(api, run)));
                    return ForkSpec.Of(spec, request.At, request.Set);
                },
                api => api.ForkAsync(from, request, interrupted),
                interrupted,
                prepare: to => Copy(Path.GetFullPath(from.Split('#')[0]), to, supernet));
            return await FollowedRun.RunAsync(site);
        });
        return command;
    }

    // Null before the images are loaded, and where a table is searched.
    private static async Task<string?> SupernetAsync(ILth4SaApi api, StoredRun run)
    {
        try
        {
            return (await api.GetRunAsync(run.Id)).Data is { } data ? run.Spec.ToSupernet(data).WeightsId() : null;
        }
        catch (NotFoundException)
        {
            // The run has not begun.
            return null;
        }
    }

    // The new folder stands on its own; a copy that was not finished is made again.
    private static void Copy(string from, string to, string? supernet)
    {
        var (source, target) = (new Lth4SaOptions { Folder = from }, new Lth4SaOptions { Folder = to });
        if (supernet is not null)
        {
            Copied(source.SupernetFile(supernet), target.SupernetFile(supernet));
        }

        // The stored state says of these networks that they are trained.
        var networks = new DirectoryInfo(Path.GetDirectoryName(source.NetworkFile(""))!);
        foreach (var network in networks.Exists ? networks.EnumerateFiles("*.safetensors") : [])
        {
            Copied(network.FullName, target.NetworkFile(Path.GetFileNameWithoutExtension(network.Name)));
        }

        Whole(target.StateFile, to => SqliteCopy.Make(source.StateFile, to.Name));
    }

    // A copy keeps the time of the training.
    private static void Copied(string from, string to)
    {
        Whole(to, stream =>
        {
            using var file = File.OpenRead(from);
            file.CopyTo(stream);
        });
        File.SetLastWriteTimeUtc(to, File.GetLastWriteTimeUtc(from));
    }

    private static void Whole(string file, Action<FileStream> write)
    {
        if (!File.Exists(file))
        {
            AtomicFile.Write(file, write);
        }
    }
}
