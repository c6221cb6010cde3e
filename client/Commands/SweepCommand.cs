using System.CommandLine;
using System.Text.Json;
using Lth4Sa.Client.Sweeps;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Runs;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Client.Commands;

/// <summary>Many runs in one folder, worked off by this process, and orders to it from others.</summary>
internal static class SweepCommand
{
    private const string StatusName = "status.json";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1), LinePeriod = TimeSpan.FromSeconds(10);

    public static IEnumerable<Command> Create()
    {
        yield return Sweep();
        yield return Status("status", "Show how far a sweep is, its best runs and what fails.", follow: false);
        yield return Status("watch", "Show a sweep that another process works on, until it ends.", follow: true);
        yield return Order("pause", "Stop the runs of a sweep at safe places, until it is resumed.");
        yield return Order("resume", "Let a paused sweep go on.");
        yield return Order("cancel", "Stop the runs of a sweep for good; what is done stays.");
        yield return Retry();
        yield return Extend();
    }

    private static Command Sweep()
    {
        var file = new Argument<string>("spec") { Description = "A YAML file: base, axes, zip, points, exclude, priority, at-a-time, attempts, devices" };
        var (output, verbose) = (RunOptions.Output("lth4sa-sweep"), RunOptions.Verbose());
        var dry = new Option<bool>("--dry-run") { Description = "Print the runs and what they would cost, and begin nothing" };
        var devices = new Option<string?>("--devices") { Description = "Where networks run: " + DeviceSpec.Expected + " [default: the file's, else cpu]", HelpName = "LIST" };
        var command = new Command("sweep", "Work off a grid of runs, some at a time. The same command goes on; new runs in the file are added.") { file, output, dry, devices, verbose };
        command.SetAction((given, interrupted) =>
        {
            var plan = SweepFile.Read(given.GetValue(file)!);
            var (text, path) = (given.GetValue(devices) ?? plan.Devices ?? "cpu", Path.GetFullPath(given.GetValue(output)!));
            var slots = SlotsOf(text);
            var threads = ThreadsOf(plan, slots, RunFolder<SweepFolder>.IsOf(path) ? RunFolder<SweepFolder>.Read(Path.Combine(path, RunFolder<SweepFolder>.SpecName)).Threads : null);
            var runs = Array.ConvertAll(plan.Runs, r => r with { Spec = r.Spec with { Threads = threads, Device = slots[0].Kind } });
            return given.GetValue(dry)
                ? Task.FromResult(Preview(runs))
                : RunAsync(runs, plan.Options, path, new SweepFolder(text, threads), slots, given.GetValue(verbose), interrupted);
        });
        return command;
    }

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
            : kept ?? (given.Length == 1 ? given[0] : Math.Max(1, Environment.ProcessorCount / slots.Sum(s => s.Slots)));
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

    private static async Task<int> RunAsync(
        SweepRun[] runs, SweepOptions options, string path, SweepFolder wanted, IReadOnlyList<DeviceSpec> slots, bool verbose, CancellationToken interrupted)
    {
        using var folder = RunFolder<SweepFolder>.Open(path, wanted, SweepFolder.Kind);
        return await RunCommand.OnSiloAsync(new Lth4SaOptions { Folder = folder.Path, Devices = slots, Threads = wanted.Threads }, verbose, async grains =>
        {
            var sweep = grains.GetGrain<ISweepGrain>(SweepFolder.Name);
            await sweep.Start(runs, options);
            return await FollowAsync(sweep, folder, interrupted);
        });
    }

    private static async Task<int> FollowAsync(ISweepGrain sweep, RunFolder<SweepFolder> folder, CancellationToken interrupted)
    {
        var (mailbox, time) = (new SweepMailbox(folder.Path, TimeProvider.System), TimeProvider.System);
        var shown = new StatusLine(time, LinePeriod);
        try
        {
            while (true)
            {
                await mailbox.TakeAllAsync(async order => StatusLine.Say(await order.ApplyAsync(sweep)));
                var status = await sweep.GetStatus();
                AtomicFile.WriteAllText(folder.File(StatusName), JsonSerializer.Serialize(status, SweepTable.Json));
                shown.Show(status);
                if (status.State is SweepState.Ended or SweepState.Cancelled)
                {
                    StatusLine.End();
                    return await FinishAsync(sweep, folder, status);
                }

                await Task.Delay(Period, time, interrupted);
            }
        }
        catch (OperationCanceledException)
        {
            StatusLine.End();
            await sweep.Halt();
            await Console.Error.WriteLineAsync(RunCommand.StoppedMessage);
            return RunCommand.Interrupted;
        }
    }

    private static async Task<int> FinishAsync(ISweepGrain sweep, RunFolder<SweepFolder> folder, SweepStatus status)
    {
        var runs = await sweep.GetRuns(0, int.MaxValue);
        SweepTable.Show(AnsiConsole.Console, status, runs);
        foreach (var (name, text) in new[] { ("runs.csv", SweepTable.Csv(runs)), ("sweep.json", JsonSerializer.Serialize(new { status, runs }, SweepTable.Json)) })
        {
            AtomicFile.WriteAllText(folder.File(name), text);
            Console.WriteLine(folder.File(name));
        }

        return runs.Any(r => r.State == SweepRunState.Parked) ? RunCommand.Failed : RunCommand.Done;
    }

    private static Command Status(string name, string description, bool follow)
    {
        var directory = Directory();
        var command = new Command(name, description) { directory };
        command.SetAction(async (given, interrupted) =>
        {
            var path = Existing(given.GetValue(directory)!);
            if (!RunFolder<SweepFolder>.IsInUse(path))
            {
                await ShowAsync(path);
                return RunCommand.Done;
            }

            var shown = new StatusLine(TimeProvider.System, LinePeriod);
            while (RunFolder<SweepFolder>.IsInUse(path))
            {
                var file = Path.Combine(path, StatusName);
                if (File.Exists(file))
                {
                    shown.Show(JsonSerializer.Deserialize<SweepStatus>(await File.ReadAllTextAsync(file, interrupted), SweepTable.Json)!);
                }

                if (!follow)
                {
                    StatusLine.End();
                    return RunCommand.Done;
                }

                try
                {
                    await Task.Delay(Period, TimeProvider.System, interrupted);
                }
                catch (OperationCanceledException)
                {
                    StatusLine.End();
                    return RunCommand.Interrupted;
                }
            }

            StatusLine.End();
            await ShowAsync(path);
            return RunCommand.Done;
        });
        return command;
    }

    private static Task ShowAsync(string path) => LookAsync(path, async sweep =>
    {
        SweepTable.Show(AnsiConsole.Console, await sweep.GetStatus(), await sweep.GetRuns(0, int.MaxValue));
        return RunCommand.Done;
    });

    private static Command Order(string verb, string description)
    {
        var directory = Directory();
        var command = new Command(verb, description) { directory };
        command.SetAction((given, _) => SendAsync(given.GetValue(directory)!, new SweepOrder(verb, [], [])));
        return command;
    }

    private static Command Retry()
    {
        var (directory, names) = (Directory(), new Argument<string[]>("run") { Description = "Names or ids of parked runs; none means all", Arity = ArgumentArity.ZeroOrMore });
        var command = new Command("retry", "Give parked runs of a sweep their attempts again.") { directory, names };
        command.SetAction((given, _) => SendAsync(given.GetValue(directory)!, new SweepOrder("retry", given.GetValue(names) ?? [], [])));
        return command;
    }

    private static Command Extend()
    {
        var directory = Directory();
        var set = new Option<string[]>("--set")
        {
            Description = "An option and its new values, as in seed=6..10 or beta=0.3,0.9 or steps=600: every run of the sweep with each of them",
            HelpName = "OPTION=VALUES",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("extend", "Add runs to a sweep: its own with other values.") { directory, set };
        command.SetAction(async (given, _) =>
        {
            var path = Existing(given.GetValue(directory)!);
            var settings = given.GetValue(set)!.Select(text => text.Split('=', 2) is [var option, var values]
                ? (option, values)
                : throw new SpecException($"set: {text} is not allowed; expected an option, = and its values.")).ToArray();
            SweepRun[] runs = [];
            await LookAsync(path, async sweep =>
            {
                runs = SweepFile.Extend([.. (await sweep.GetRuns(0, int.MaxValue)).Select(r => r.Run)], settings);
                return RunCommand.Done;
            });
            return await SendAsync(path, new SweepOrder("extend", [], runs));
        });
        return command;
    }

    // To the process that works on it; where none does, straight into the sweep's state.
    private static Task<int> SendAsync(string given, SweepOrder order)
    {
        var path = Existing(given);
        if (RunFolder<SweepFolder>.IsInUse(path))
        {
            new SweepMailbox(path, TimeProvider.System).Post(order);
            Console.WriteLine($"{order.Verb}: told the process that works on {path}.");
            return Task.FromResult(RunCommand.Done);
        }

        return LookAsync(path, async sweep =>
        {
            Console.WriteLine(await order.ApplyAsync(sweep) + (order.Verb is "resume" or "retry" or "extend" ? "; the sweep's command goes on with it" : ""));
            return RunCommand.Done;
        });
    }

    private static Task<int> LookAsync(string path, Func<ISweepGrain, Task<int>> act) =>
        RunCommand.OnSiloAsync(new Lth4SaOptions { Folder = path, Drives = false }, verbose: false, grains => act(grains.GetGrain<ISweepGrain>(SweepFolder.Name)));

    private static Argument<string> Directory() => new("dir") { Description = "Folder of a sweep" };

    private static string Existing(string path)
    {
        var folder = Path.GetFullPath(path);
        return RunFolder<SweepFolder>.IsOf(folder)
            ? folder
            : throw new SpecException($"dir: {path} is not allowed; expected the folder of a sweep.");
    }

    /// <summary>The state of a sweep on one line of a terminal, or on a line now and then.</summary>
    private sealed class StatusLine(TimeProvider time, TimeSpan period)
    {
        private long? last;

        public void Show(SweepStatus status)
        {
            if (AnsiConsole.Profile.Out.IsTerminal)
            {
                Console.Write("\r\u001b[K" + SweepTable.Line(status));
            }
            else if (last is null || time.GetElapsedTime(last.Value) >= period)
            {
                last = time.GetTimestamp();
                Console.WriteLine(SweepTable.Line(status));
            }
        }

        public static void Say(string what) => Console.WriteLine((AnsiConsole.Profile.Out.IsTerminal ? "\r\u001b[K" : "") + what);

        public static void End()
        {
            if (AnsiConsole.Profile.Out.IsTerminal)
            {
                Console.WriteLine();
            }
        }
    }
}
