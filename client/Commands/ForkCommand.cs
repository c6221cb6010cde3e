using System.CommandLine;
using Lth4Sa.Client.Sweeps;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Specs;
using Microsoft.Data.Sqlite;

namespace Lth4Sa.Client.Commands;

/// <summary>A new search that shares the first steps of another, and its supernet and evaluations.</summary>
internal static class ForkCommand
{
    // A fork takes up what its origin has learnt, so both must learn the same way about the same thing.
    private static readonly string[] Common =
    [
        "dataset", "classes", "validation-per-class", "backbone", "module", "sharing", "beta", "evaluator", "missing", "strategy", "seed", "supernet-seed", "epochs", "batch-size",
        "learning-rate", "population", "device", "threads", "memory",
    ];

    public static Command Create()
    {
        var origin = new Argument<string>("run") { Description = "Folder of a search, or folder of a sweep with #RUN: name or id" };
        var at = new Option<long>("--at") { Description = "Steps that the new search has in common with it", HelpName = "STEP", Required = true };
        var set = new Option<string[]>("--set") { Description = "An option and its value from then on, as in controller-rate=0.05", HelpName = "OPTION=VALUE", Required = true, AllowMultipleArgumentsPerToken = true };
        var (output, verbose) = (RunOptions.Output("lth4sa-fork"), RunOptions.Verbose());
        var command = new Command("fork", "Branch a search at a step: what it had learnt goes on by other options, on its evaluations.") { origin, at, set, output, verbose };
        command.SetAction(async (given, interrupted) =>
        {
            var from = given.GetValue(origin)!;
            var (spec, supernet) = await StoredRuns.LookAtOneAsync(from, async (run, kept) => (kept, await run.GetData() is { } data ? kept.ToSupernet(data).SupernetId() : null));
            SpecException.Check("run", from, spec.ForkOf is null, "a search that is not a fork itself");
            var forked = given.GetValue(set)!.Aggregate(spec, Apply) with { ForkOf = spec.RunId(), ForkAt = given.GetValue(at) };
            var folder = Path.GetFullPath(from.Split('#')[0]);
            return await RunCommand.RunAsync(forked, given.GetValue(output)!, given.GetValue(verbose), interrupted, prepare: to => Copy(folder, to.Path, supernet));
        });
        return command;
    }

    private static RunSpec Apply(RunSpec spec, string setting)
    {
        var parts = setting.Split('=', 2);
        SpecException.Check("set", setting, parts.Length == 2, "an option, = and its value");
        var free = SpecOptions.All.Where(o => !Common.Contains(o.Name)).ToDictionary(o => o.Name);
        SpecException.Check("set", parts[0], free.ContainsKey(parts[0]), "one of " + string.Join(", ", free.Keys));
        return free[parts[0]].Apply(spec, parts[1]);
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
