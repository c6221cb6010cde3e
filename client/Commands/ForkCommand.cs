using System.CommandLine;
using Lth4Sa.Cli.Remote;
using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Grains;
using Lth4Sa.Specs;
using Microsoft.Data.Sqlite;

namespace Lth4Sa.Cli.Commands;

/// <summary>A new search that shares the first steps of another, and its supernet and evaluations.</summary>
internal static class ForkCommand
{
    public static Command Create()
    {
        var origin = new Argument<string>("run") { Description = "Folder of a search, or folder of a sweep with #RUN: name or id; with --silo the id of a run" };
        var at = new Option<long>("--at") { Description = "Steps that the new search has in common with it", HelpName = "STEP", Required = true };
        var set = new Option<string[]>("--set") { Description = "An option and its value from then on, as in controller-rate=0.05", HelpName = "OPTION=VALUE", Required = true, AllowMultipleArgumentsPerToken = true };
        var (output, verbose, silo) = (RunOptions.Output("lth4sa-fork"), RunOptions.Verbose(), SiloOptions.Silo());
        var command = new Command("fork", "Branch a search at a step: what it had learnt goes on by other options, on its evaluations.") { origin, at, set, output, silo, verbose };
        command.SetAction(async (given, interrupted) =>
        {
            var from = given.GetValue(origin)!;
            using var remote = SiloOptions.Open(given.GetValue(silo));
            if (remote is not null)
            {
                var forkedThere = await remote.ForkAsync(from, new ForkRequest(given.GetValue(at), given.GetValue(set)!), interrupted);
                return await RemoteRun.FollowAsync(remote, forkedThere.Run, given.GetValue(output)!, interrupted);
            }

            var (spec, supernet) = await StoredRuns.LookAtOneAsync(from, async (run, kept) => (kept, await run.GetData() is { } data ? kept.ToSupernet(data).SupernetId() : null));
            var forked = ForkSpec.Of(spec, given.GetValue(at), given.GetValue(set)!);
            var folder = Path.GetFullPath(from.Split('#')[0]);
            return await RunCommand.RunAsync(forked, given.GetValue(output)!, given.GetValue(verbose), interrupted, prepare: to => Copy(folder, to.Path, supernet));
        });
        return command;
    }

    // The new folder stands on its own; a copy that was not finished is made again.
    private static void Copy(string from, string to, string? supernet)
    {
        var (source, target) = (new Lth4SaOptions { Folder = from }, new Lth4SaOptions { Folder = to });
        if (supernet is not null)
        {
            Whole(target.SupernetFile(supernet), part => File.Copy(source.SupernetFile(supernet), part, overwrite: true));
        }

        Whole(target.StateFile, part =>
        {
            File.Delete(part);
            using var original = new SqliteConnection($"Data Source={source.StateFile};Mode=ReadOnly;Pooling=False");
            using var copy = new SqliteConnection($"Data Source={part};Pooling=False");
            original.Open();
            copy.Open();
            original.BackupDatabase(copy);
        });
    }

    private static void Whole(string file, Action<string> write)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var part = file + ".part";
            write(part);
            File.Move(part, file);
        }
    }
}
