using System.CommandLine;
using Lth4Sa.Benchmarks.Measurements;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Search.Strategies;
using Spectre.Console;

namespace Lth4Sa.Benchmarks.Commands;

/// <summary>Search steps a second against Optuna.</summary>
internal static class BenchControlCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var strategy = new Option<string>("--strategy")
        {
            Description = "Strategy of the runs",
            HelpName = "NAME",
            DefaultValueFactory = _ => "ean",
        };
        var runs = new Option<int[]>("--runs")
        {
            Description = "Runs at the same time, one measurement for each [default: 1 10 100 1000]",
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
        };
        var (blocks, rows) = (
            BenchOptions.Count("--blocks", "Blocks of a scheme", 54),
            BenchOptions.Count("--rows", "Rows of the table; the nearest row answers for other schemes", 1000));
        var (runSteps, steps) = (
            BenchOptions.Count("--run-steps", "Steps of each run", 500),
            BenchOptions.Count("--steps", "Steps of a measurement, at least", 20_000));
        var (rounds, seconds) = (
            BenchOptions.Count("--rounds", "Rounds, in each of which everything has its turn", 3),
            BenchOptions.Count("--seconds", "Seconds of each of Optuna's measurements", 5));
        var command = new Command("control", "Search steps a second on a table, for one and for many runs at a time, against Optuna.")
        {
            strategy, runs, blocks, rows, runSteps, steps, rounds, seconds,
        };
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
                names.Contains(name)
                    ? name
                    : throw new SpecException($"strategy: {name} is not allowed; expected one of {string.Join(", ", names)}."),
                BenchOptions.AtLeast(given, blocks, 8), BenchOptions.AtLeast(given, rows, 1), wanted,
                BenchOptions.AtLeast(given, runSteps, 1), BenchOptions.AtLeast(given, steps, 1), BenchOptions.AtLeast(given, seconds, 1),
                BenchOptions.AtLeast(given, rounds, 1));
            return BenchOptions.RunAsync(
                () => new ControlBench(options, TimeProvider.System, AnsiConsole.Console).RunAsync(interrupted), interrupted);
        });
        return command;
    }
}
