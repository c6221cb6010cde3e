using System.CommandLine;
using System.Text.Json;
using Lth4Sa.Cli.Remote;
using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains;
using Lth4Sa.Search.Files;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>Many runs in one folder, worked off by this process, or on a silo elsewhere.</summary>
internal static class SweepCommand
{
    public const string StatusName = "status.json";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var file = new Argument<string>("spec") { Description = "A YAML file: base, axes, zip, points, exclude, priority, at-a-time, attempts, devices" };
        var (output, verbose, silo) = (RunOptions.Output("lth4sa-sweep"), RunOptions.Verbose(), SiloOptions.Silo());
        var dry = new Option<bool>("--dry-run") { Description = "Print the runs and what they would cost, and begin nothing" };
        var devices = new Option<string?>("--devices") { Description = "Where networks run: " + DeviceSpec.Expected + " [default: the file's, else cpu]", HelpName = "LIST" };
        var name = SiloOptions.Name();
        var command = new Command("sweep", "Work off a grid of runs, some at a time. The same command goes on; new runs in the file are added.") { file, output, dry, devices, silo, name, verbose };
        command.SetAction(async (given, interrupted) =>
        {
            var path = given.GetValue(file)!;
            using var remote = SiloOptions.Open(given.GetValue(silo));
            if (remote is not null)
            {
                return await RunAsync(remote, given.GetValue(name) ?? Path.GetFileNameWithoutExtension(path), SpecOf(path), Path.GetFullPath(given.GetValue(output)!), interrupted);
            }

            var plan = SweepFile.Read(path);
            var (text, folder) = (given.GetValue(devices) ?? plan.Devices ?? "cpu", Path.GetFullPath(given.GetValue(output)!));
            var slots = SlotsOf(text);
            var threads = ThreadsOf(plan, slots, RunFolder<SweepFolder>.IsOf(folder) ? RunFolder<SweepFolder>.Read(Path.Combine(folder, RunFolder<SweepFolder>.SpecName)).Threads : null);
            return given.GetValue(dry)
                ? Preview(Array.ConvertAll(plan.Runs, r => r with { Spec = r.Spec with { Threads = threads, Device = slots[0].Kind } }))
                : await RunAsync(plan, folder, new SweepFolder(text, threads), slots, given.GetValue(verbose), interrupted);
        });
        return command;
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

    /// <param name="kept">With which the sweep was begun.</param>
    private static int ThreadsOf(SweepPlan plan, IReadOnlyList<DeviceSpec> slots, int? kept)
    {
        var given = plan.Runs.Select(r => r.Spec.Threads).Where(t => t > 0).Distinct().ToArray();
        return given.Length > 1 ? throw new SpecException($"threads: {string.Join(", ", given)} is not allowed; expected one count for all runs of a sweep.")
            : given.Length == 1 && kept is not null && given[0] != kept
                ? throw new SpecException($"threads: {given[0]} is not allowed; expected {kept}, with which this sweep was begun: results depend on it bit for bit.")
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

        return RunCommand.Done;
    }

    private static async Task<int> RunAsync(SweepPlan plan, string path, SweepFolder wanted, IReadOnlyList<DeviceSpec> slots, bool verbose, CancellationToken interrupted)
    {
        using var folder = RunFolder<SweepFolder>.Open(path, wanted, SweepFolder.Kind);
        return await RunCommand.OnApiAsync(new Lth4SaOptions { Folder = folder.Path, Devices = slots, Threads = wanted.Threads }, verbose, async (api, grains) =>
        {
            await api.StartSweepAsync(SweepFolder.Name, plan);
            return await FollowAsync(api, grains.GetGrain<ISweepGrain>(SweepFolder.Name), folder, interrupted);
        });
    }

    // It works as long as this process does.
    private static async Task<int> FollowAsync(ILth4SaApi api, ISweepGrain sweep, RunFolder<SweepFolder> folder, CancellationToken interrupted)
    {
        var (mailbox, time) = (new SweepMailbox(folder.Path, TimeProvider.System), TimeProvider.System);
        var shown = new StatusLine(time);
        try
        {
            while (true)
            {
                await mailbox.TakeAllAsync(async order => StatusLine.Say((await api.OrderAsync(SweepFolder.Name, order, CancellationToken.None)).Message));
                var status = await api.GetSweepAsync(SweepFolder.Name, CancellationToken.None);
                AtomicFile.WriteAllText(folder.File(StatusName), JsonSerializer.Serialize(status, SweepTable.Json));
                shown.Show(status);
                if (status.State is SweepState.Ended or SweepState.Cancelled)
                {
                    shown.End();
                    return await FinishAsync(api, SweepFolder.Name, folder.Path, status);
                }

                await Task.Delay(Period, time, interrupted);
            }
        }
        catch (OperationCanceledException)
        {
            shown.End();
            await sweep.Halt();
            await Console.Error.WriteLineAsync(RunCommand.StoppedMessage);
            return RunCommand.Interrupted;
        }
    }

    private static async Task<int> RunAsync(HttpLth4SaApi remote, string sweep, SpecText spec, string path, CancellationToken interrupted)
    {
        await remote.StartSweepAsync(sweep, spec, interrupted);
        if (await FollowAsync(remote, sweep, interrupted) is not { } status)
        {
            await Console.Error.WriteLineAsync($"The sweep {sweep} goes on at the silo.");
            return RunCommand.Interrupted;
        }

        Directory.CreateDirectory(path);
        return await FinishAsync(remote, sweep, path, status);
    }

    /// <summary>Shows a sweep at a silo elsewhere until it is over.</summary>
    /// <returns>Null when it was interrupted.</returns>
    public static async Task<SweepStatus?> FollowAsync(ILth4SaApi api, string sweep, CancellationToken interrupted)
    {
        var (shown, patience) = (new StatusLine(TimeProvider.System), Patience.Create(TimeProvider.System, Console.Error.WriteLine));
        try
        {
            while (true)
            {
                if (await patience.ExecuteAsync(async stop => await ShowToEndAsync(api, sweep, shown, stop), interrupted) is { } ended)
                {
                    shown.End();
                    return ended;
                }

                // The silo was stopped, or the connection was lost.
                await Task.Delay(Period, TimeProvider.System, interrupted);
            }
        }
        catch (OperationCanceledException)
        {
            shown.End();
            return null;
        }
    }

    // Null when the events end before the sweep does.
    private static async Task<SweepStatus?> ShowToEndAsync(ILth4SaApi api, string sweep, StatusLine shown, CancellationToken interrupted)
    {
        await foreach (var status in api.WatchSweepAsync(sweep, interrupted))
        {
            shown.Show(status);
            if (status.State is SweepState.Ended or SweepState.Cancelled)
            {
                return status;
            }
        }

        return null;
    }

    private static async Task<int> FinishAsync(ILth4SaApi api, string sweep, string folder, SweepStatus status)
    {
        var runs = await api.GetRunsAsync(sweep, 0, int.MaxValue);
        SweepTable.Show(AnsiConsole.Console, status, runs);
        foreach (var (name, text) in new[] { ("runs.csv", SweepTable.Csv(runs)), ("sweep.json", JsonSerializer.Serialize(new { status, runs }, SweepTable.Json)) })
        {
            var file = Path.Combine(folder, name);
            AtomicFile.WriteAllText(file, text);
            Console.WriteLine(file);
        }

        return runs.Any(r => r.State == SweepRunState.Parked) ? RunCommand.Failed : RunCommand.Done;
    }
}
