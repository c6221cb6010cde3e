using System.CommandLine;
using Lth4Sa.Cli.Bench;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Search.Strategies;
using Lth4Sa.Specs;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measure this product against others.") { Training(), Evaluator(), Control(), Silo() };

    private static Command Training()
    {
        var iterations = Count("--iterations", "Training iterations of a turn, and half its evaluations", 4);
        return OnNetworks(
            "training", "Supernet training and plain evaluation, images per second, in turns with PyTorch eager in both memory formats.", rounds: 5, [iterations],
            (options, given, cancellation) => new TrainingBench(options with { Iterations = AtLeast(given, iterations, 1) }, TimeProvider.System, AnsiConsole.Console).Run(cancellation));
    }

    private static Command Evaluator()
    {
        var (schemes, steps) = (Count("--schemes", "Of a slice, and as many random ones", 256), Count("--steps", "Of the search, three requests each", 300));
        var set = new Option<string[]>("--set")
        {
            Description = $"What is asked for: {string.Join(", ", SchemeRequests.Registry.Names)} [default: all]",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        return OnNetworks(
            "evaluator", "Many schemes on one supernet: as a prefix tree, one by one, and in PyTorch eager.", rounds: 3, [schemes, steps, set],
            (options, given, cancellation) =>
            {
                var (count, search, blocks) = (AtLeast(given, schemes, 2), AtLeast(given, steps, 1), options.Backbone.Blocks);
                _ = int.IsPow2(count) && Math.Log2(count) <= blocks ? count : throw new SpecException($"schemes: {count} is not allowed; expected a power of two, at most 2 to the number of blocks.");
                IEnumerable<string> names = given.GetValue(set) is { Length: > 0 } some ? some : SchemeRequests.Registry.Names;
                var sets = names.Select(name => SchemeRequests.Registry.Contains(name)
                    ? SchemeRequests.Registry.Get(name)(blocks, count, search)
                    : throw new SpecException($"set: {name} is not allowed; expected one of {string.Join(", ", SchemeRequests.Registry.Names)}.")).ToArray();
                new EvaluatorBench(options, sets, TimeProvider.System, AnsiConsole.Console).Run(cancellation);
            });
    }

    private static Command OnNetworks(string name, string description, int rounds, Option[] more, Action<TrainingBenchOptions, ParseResult, CancellationToken> run)
    {
        var (backbone, module, sharing) = (NetworkOptions.Backbone("resnet38"), NetworkOptions.Module("se"), NetworkOptions.Sharing("full"));
        var (batch, turns) = (Count("--batch", "Images of a batch", 128), Count("--rounds", "Rounds, in each of which every contestant has its turn", rounds));
        var threads = Count("--threads", "CPU threads of an operator", Environment.ProcessorCount);
        var device = new Option<string>("--device") { Description = "cpu, cuda or cuda:N", HelpName = "NAME", DefaultValueFactory = _ => "cpu" };
        var command = new Command(name, description) { backbone, module, sharing, batch, turns, threads, device };
        Array.ForEach(more, command.Options.Add);
        command.SetAction((given, interrupted) =>
        {
            var options = new TrainingBenchOptions(
                NetworkOptions.ParseBackbone(given.GetValue(backbone)!), NetworkOptions.ParseModule(given.GetValue(module)!), NetworkOptions.ParseSharing(given.GetValue(sharing)!),
                AtLeast(given, batch, 2), AtLeast(given, turns, 1), 1, AtLeast(given, threads, 1), given.GetValue(device)!);
            NetworkOptions.CheckSharing(options.Module, options.Sharing);
            return RunAsync(
                () =>
                {
                    run(options, given, interrupted);
                    return Task.CompletedTask;
                },
                interrupted);
        });
        return command;
    }

    private static Command Control()
    {
        var strategy = new Option<string>("--strategy") { Description = "Of the runs", HelpName = "NAME", DefaultValueFactory = _ => "ean" };
        var runs = new Option<int[]>("--runs") { Description = "Runs at the same time, one measurement for each [default: 1 10 100 1000]", HelpName = "N", AllowMultipleArgumentsPerToken = true };
        var (blocks, rows) = (Count("--blocks", "Of a scheme", 54), Count("--rows", "Of the table; the nearest row answers for other schemes", 1000));
        var (runSteps, steps) = (Count("--run-steps", "Of each run", 500), Count("--steps", "The fewest of a measurement", 20_000));
        var (rounds, seconds) = (Count("--rounds", "Rounds, in each of which everything has its turn", 3), Count("--seconds", "Of each of Optuna's measurements", 5));
        var command = new Command("control", "Search steps a second on a table, for one and for many runs at a time, against Optuna.") { strategy, runs, blocks, rows, runSteps, steps, rounds, seconds };
        command.SetAction((given, interrupted) =>
        {
            int[] wanted = given.GetValue(runs) is { Length: > 0 } some ? some : [1, 10, 100, 1000];
            if (wanted.Any(n => n < 1))
            {
                throw new SpecException($"runs: {wanted.Min()} is not allowed; expected at least 1.");
            }

            var names = SearchStrategies.Unguided.ToArray();
            var name = given.GetValue(strategy)!;
            var options = new ControlBenchOptions(
                names.Contains(name) ? name : throw new SpecException($"strategy: {name} is not allowed; expected one of {string.Join(", ", names)}."),
                AtLeast(given, blocks, 8), AtLeast(given, rows, 1), wanted, AtLeast(given, runSteps, 1), AtLeast(given, steps, 1), AtLeast(given, seconds, 1), AtLeast(given, rounds, 1));
            return RunAsync(() => new ControlBench(options, TimeProvider.System, AnsiConsole.Console).RunAsync(interrupted), interrupted);
        });
        return command;
    }

    private static Command Silo()
    {
        var (runs, scrapes) = (Count("--runs", "Active ones that /metrics shows", 1000), Count("--scrapes", "Of each measurement of /metrics", 50));
        var (seconds, rounds) = (Count("--seconds", "Of each measurement that lasts", 15), Count("--rounds", "Searches with and without instruments, in turns", 15));
        var (steps, connections) = (Count("--steps", "Of such a search", 10_000), Count("--connections", "Of the load on the API", 16));
        var command = new Command("silo", "What a silo costs while it is idle, what /metrics and the instruments cost, and how fast the API answers while a sweep runs.") { runs, scrapes, seconds, rounds, steps, connections };
        command.SetAction((given, interrupted) =>
        {
            var options = new SiloBenchOptions(
                AtLeast(given, runs, 1), AtLeast(given, scrapes, 1), AtLeast(given, seconds, 1), AtLeast(given, rounds, 1), AtLeast(given, steps, 1), AtLeast(given, connections, 1));
            return RunAsync(() => new SiloBench(options, TimeProvider.System, AnsiConsole.Console).RunAsync(interrupted), interrupted);
        });
        return command;
    }

    private static async Task<int> RunAsync(Func<Task> bench, CancellationToken interrupted)
    {
        try
        {
            await bench();
            return RunCommand.Done;
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            // Ctrl-C reaches the others' processes too, which end at once.
            await Console.Error.WriteLineAsync("Stopped.");
            return RunCommand.Interrupted;
        }
    }

    private static Option<int> Count(string name, string description, int otherwise) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };

    private static int AtLeast(ParseResult given, Option<int> option, int least) => given.GetValue(option) is var value && value >= least
        ? value
        : throw new SpecException($"{option.Name.TrimStart('-')}: {value} is not allowed; expected at least {least}.");
}
