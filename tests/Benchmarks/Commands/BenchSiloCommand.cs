using System.CommandLine;
using Lth4Sa.Benchmarks.Measurements;
using Spectre.Console;

namespace Lth4Sa.Benchmarks.Commands;

/// <summary>What a silo costs.</summary>
internal static class BenchSiloCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (runs, scrapes) = (
            BenchOptions.Count("--runs", "Active runs that /metrics shows", 1000),
            BenchOptions.Count("--scrapes", "Scrapes of each measurement of /metrics", 50));
        var (seconds, rounds) = (
            BenchOptions.Count("--seconds", "Seconds of each measurement that lasts", 15),
            BenchOptions.Count("--rounds", "Searches with and without instruments, in turns", 15));
        var (steps, connections) = (
            BenchOptions.Count("--steps", "Steps of such a search", 10_000),
            BenchOptions.Count("--connections", "Connections of the load on the API", 16));
        var command = new Command(
            "silo",
            "What a silo costs while it is idle, what /metrics and the instruments cost, and how fast the API answers while a sweep runs.")
        {
            runs, scrapes, seconds, rounds, steps, connections,
        };
        command.SetAction((given, interrupted) =>
        {
            var options = new SiloBenchOptions(
                BenchOptions.AtLeast(given, runs, 1), BenchOptions.AtLeast(given, scrapes, 1), BenchOptions.AtLeast(given, seconds, 1),
                BenchOptions.AtLeast(given, rounds, 1), BenchOptions.AtLeast(given, steps, 1), BenchOptions.AtLeast(given, connections, 1));
            return BenchOptions.RunAsync(
                () => new SiloBench(options, TimeProvider.System, AnsiConsole.Console).RunAsync(interrupted), interrupted);
        });
        return command;
    }
}
