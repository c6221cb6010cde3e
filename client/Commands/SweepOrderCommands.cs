using System.CommandLine;
using System.Text.Json;
using Lth4Sa.Cli.Remote;
using Lth4Sa.Cli.Sweeps;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>
/// What is asked of a sweep from outside: of one in a folder, which a process may be working on or not, or of one at a silo
/// elsewhere.
/// </summary>
internal static class SweepOrderCommands
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static IEnumerable<Command> Create()
    {
        yield return Status("status", "Show how far a sweep is, its best runs and what fails.", follow: false);
        yield return Status("watch", "Show a sweep that is being worked on, until it ends.", follow: true);
        yield return Order("pause", "Stop a sweep, or some of its runs, at safe places, until it is resumed.");
        yield return Order("resume", "Let a paused sweep, or paused or cancelled runs, go on.");
        yield return Order("cancel", "Stop a sweep, or some of its runs, for good; what is done stays.");
        yield return Order("retry", "Give parked runs of a sweep their attempts again.");
        yield return Extend();
    }

    private static Command Status(string name, string description, bool follow)
    {
        var (directory, silo) = (Directory(), SiloOptions.Silo());
        var command = new Command(name, description) { directory, silo };
        command.SetAction(async (given, interrupted) =>
        {
            var sweep = given.GetValue(directory)!;
            using var remote = SiloOptions.Open(given.GetValue(silo));
            if (remote is not null)
            {
                return follow && await SweepCommand.FollowAsync(remote, sweep, interrupted) is null ? RunCommand.Interrupted : await ShowAsync(remote, sweep);
            }

            var path = Existing(sweep);
            var shown = new StatusLine(TimeProvider.System);
            while (RunFolder<SweepFolder>.IsInUse(path))
            {
                var file = Path.Combine(path, SweepCommand.StatusName);
                if (File.Exists(file))
                {
                    shown.Show(JsonSerializer.Deserialize<SweepStatus>(await File.ReadAllTextAsync(file, interrupted), SweepTable.Json)!);
                }

                if (!follow)
                {
                    shown.End();
                    return RunCommand.Done;
                }

                try
                {
                    await Task.Delay(Period, TimeProvider.System, interrupted);
                }
                catch (OperationCanceledException)
                {
                    shown.End();
                    return RunCommand.Interrupted;
                }
            }

            shown.End();
            return await LookAsync(path, api => ShowAsync(api, SweepFolder.Name));
        });
        return command;
    }

    private static async Task<int> ShowAsync(ILth4SaApi api, string sweep)
    {
        SweepTable.Show(AnsiConsole.Console, await api.GetSweepAsync(sweep), await api.GetRunsAsync(sweep, 0, int.MaxValue));
        return RunCommand.Done;
    }

    private static Command Order(string verb, string description)
    {
        var (directory, silo) = (Directory(), SiloOptions.Silo());
        var names = new Argument<string[]>("run") { Description = "Names or ids of runs; none means all", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(verb, description) { directory, names, silo };
        command.SetAction((given, _) => SendAsync(given.GetValue(directory)!, given.GetValue(silo), new SweepOrder(verb, given.GetValue(names) ?? [], [])));
        return command;
    }

    private static Command Extend()
    {
        var (directory, silo) = (Directory(), SiloOptions.Silo());
        var set = new Option<string[]>("--set")
        {
            Description = "An option and its new values, as in seed=6..10 or beta=0.3,0.9 or steps=600: every run of the sweep with each of them",
            HelpName = "OPTION=VALUES",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("extend", "Add runs to a sweep: its own with other values.") { directory, set, silo };
        command.SetAction((given, _) => SendAsync(given.GetValue(directory)!, given.GetValue(silo), new SweepOrder("extend", [], given.GetValue(set)!)));
        return command;
    }

    // To whoever works on it; where nobody does, straight into the sweep's state.
    private static async Task<int> SendAsync(string sweep, string? silo, SweepOrder order)
    {
        using var remote = SiloOptions.Open(silo);
        if (remote is not null)
        {
            Console.WriteLine((await remote.OrderAsync(sweep, order, CancellationToken.None)).Message);
            return RunCommand.Done;
        }

        var path = Existing(sweep);
        if (RunFolder<SweepFolder>.IsInUse(path))
        {
            // Whoever works there does not answer: what is wrong is said here.
            await LookAsync(path, api => CheckAsync(api, order));
            new SweepMailbox(path, TimeProvider.System).Post(order);
            Console.WriteLine($"{order.Verb}: told the process that works on {path}.");
            return RunCommand.Done;
        }

        return await LookAsync(path, async api =>
        {
            var answer = await api.OrderAsync(SweepFolder.Name, order);
            Console.WriteLine(answer.Message + (order.Verb is "resume" or "retry" or "extend" ? "; the sweep's command goes on with it" : ""));
            return RunCommand.Done;
        });
    }

    private static async Task<int> CheckAsync(ILth4SaApi api, SweepOrder order)
    {
        var runs = await api.GetRunsAsync(SweepFolder.Name, 0, int.MaxValue);
        if (order.Verb == "extend")
        {
            _ = SweepFile.Extend([.. runs.Select(r => r.Run)], SweepOrder.Settings(order.Set));
        }

        var unknown = order.Runs.Except(runs.SelectMany(r => new[] { r.RunId, r.Run.Name })).FirstOrDefault();
        SpecException.Check("run", unknown ?? "", unknown is null, "names or ids of runs of this sweep");
        return RunCommand.Done;
    }

    private static Task<int> LookAsync(string path, Func<ILth4SaApi, Task<int>> act) =>
        RunCommand.OnApiAsync(new Lth4SaOptions { Folder = path, Drives = false, Threads = ThreadsOf(path) }, verbose: false, (api, _) => act(api));

    private static int ThreadsOf(string path) => RunFolder<SweepFolder>.Read(Path.Combine(path, RunFolder<SweepFolder>.SpecName)).Threads;

    private static Argument<string> Directory() => new("sweep") { Description = "Folder of a sweep; with --silo its name there" };

    private static string Existing(string path)
    {
        var folder = Path.GetFullPath(path);
        return RunFolder<SweepFolder>.IsOf(folder)
            ? folder
            : throw new SpecException($"dir: {path} is not allowed; expected the folder of a sweep.");
    }
}
