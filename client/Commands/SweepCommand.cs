using System.CommandLine;
using System.Text.Json;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Search.Files;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>Many runs in one folder, worked off by this process, or on a silo elsewhere.</summary>
internal static class SweepCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("spec")
        {
            Description = "A YAML file: base, axes, zip, points, exclude, priority, at-a-time, attempts, devices",
        };
        var (output, verbose, silo, name) = (
            RunOptions.Output("lth4sa-sweep"), RunOptions.Verbose(), SiloOptions.Silo(), SiloOptions.Name());
        var dry = new Option<bool>("--dry-run") { Description = "Print the runs and what they would cost, and begin nothing" };
        var devices = new Option<string?>("--devices")
        {
            Description = "Where networks run: " + DeviceSpec.Expected + " [default: the file's, else cpu]",
            HelpName = "LIST",
        };
        var command = new Command(
            "sweep", "Work off a grid of runs, some at a time. The same command goes on; new runs in the file are added.")
        {
            file, output, dry, devices, silo, name, verbose,
        };
        command.SetAction(async (given, interrupted) =>
        {
            var (path, folder) = (given.GetValue(file)!, Path.GetFullPath(given.GetValue(output)!));
            if (SiloOptions.Open(given.GetValue(silo)) is { } remote)
            {
                var there = new RemoteSweepSite(remote, SiloOptions.NameOf(given.GetValue(name), path));
                return await RunAsync(there, () => remote.StartSweepAsync(there.Sweep, SpecOf(path), interrupted), folder, interrupted);
            }

            var (plan, wanted) = Plan(path, given.GetValue(devices), folder);
            var slots = SlotsOf(wanted.Devices);
            if (given.GetValue(dry))
            {
                return Preview(
                    Array.ConvertAll(plan.Runs, r => r with { Spec = r.Spec with { Threads = wanted.Threads, Device = slots[0].Kind } }));
            }

            var held = RunFolder<SweepFolder>.Open(folder, wanted, SweepFolder.Kind);
            var here = await FolderSweepSite.OpenAsync(
                held, new Lth4SaOptions { Folder = folder, Devices = slots, Threads = wanted.Threads }, given.GetValue(verbose),
                new SweepOrders(folder, TimeProvider.System));
            return await RunAsync(here, () => here.Silo.StartSweepAsync(here.Sweep, plan), folder, interrupted);
        });
        return command;
    }

    private static async Task<int> RunAsync(ISweepSite site, Func<Task> start, string folder, CancellationToken interrupted)
    {
        await using (site)
        {
            await start();
            if (await FollowedSweep.FollowAsync(site, interrupted) is { } status)
            {
                return await FinishAsync(site, folder, status);
            }

            await Console.Error.WriteLineAsync(await site.LeaveAsync());
            return ExitCode.Interrupted;
        }
    }

    private static (SweepPlan Plan, SweepFolder Wanted) Plan(string path, string? devices, string folder)
    {
        var plan = SweepFile.Read(path);
        var text = devices ?? plan.Devices ?? "cpu";
        var kept = RunFolder<SweepFolder>.IsOf(folder)
            ? RunFolder<SweepFolder>.Read(Path.Combine(folder, RunFolder<SweepFolder>.SpecName)).Threads
            : (int?)null;
        return (plan, new SweepFolder(text, ThreadsOf(plan, SlotsOf(text), kept)));
    }

    private static SpecText SpecOf(string path) => File.Exists(path)
        ? new SpecText(path, File.ReadAllText(path))
        : throw new SpecException($"spec: {path} does not exist; expected a YAML file.");

    private static IReadOnlyList<DeviceSpec> SlotsOf(string devices)
    {
        try
        {
            return DeviceSpec.Parse(devices);
        }
        catch (ArgumentException wrong)
        {
            throw new SpecException(wrong.Message);
        }
    }

    /// <param name="kept">The thread count with which the sweep was begun; null for a new one.</param>
    private static int ThreadsOf(SweepPlan plan, IReadOnlyList<DeviceSpec> slots, int? kept)
    {
        var given = plan.Runs.Select(r => r.Spec.Threads).Where(t => t > 0).Distinct().ToArray();
        return given.Length > 1 ? throw new SpecException(
            $"threads: {string.Join(", ", given)} is not allowed; expected one count for all runs of a sweep.")
            : given.Length == 1 && kept is not null && given[0] != kept
                ? throw new SpecException(
                    $"threads: {given[0]} is not allowed; expected {kept}, with which this sweep was begun: results depend on it bit for "
                    + $"bit.")
            : kept ?? (given.Length == 1 ? given[0] : DeviceSpec.ThreadsOfEach(slots));
    }

    private static int Preview(SweepRun[] runs)
    {
        foreach (var run in runs)
        {
            Console.WriteLine($"{run.Spec.RunId()}  {run.Name}");
        }

        try
        {
            foreach (var line in SweepEstimate.Of(runs).Lines())
            {
                Console.WriteLine(line);
            }
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidDataException or IOException)
        {
            throw new SpecException(wrong.Message);
        }

        return ExitCode.Done;
    }

    private static async Task<int> FinishAsync(ISweepSite site, string folder, SweepStatus status)
    {
        Directory.CreateDirectory(folder);
        var runs = await site.Api.GetRunsAsync(site.Sweep, 0, int.MaxValue);
        SweepTable.Show(AnsiConsole.Console, status, runs);
        var json = JsonSerializer.Serialize(new { status, runs }, SweepTable.Json);
        foreach (var (name, text) in new[] { ("runs.csv", SweepTable.Csv(runs)), ("sweep.json", json) })
        {
            var file = Path.Combine(folder, name);
            AtomicFile.WriteAllText(file, text);
            Console.WriteLine(file);
        }

        return runs.Any(r => r.State == SweepRunState.Parked) ? ExitCode.Failed : ExitCode.Done;
    }
}
