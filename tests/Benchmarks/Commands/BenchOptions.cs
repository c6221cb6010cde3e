using System.CommandLine;
using Lth4Sa.Cli;
using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Benchmarks.Commands;

/// <summary>What all benchmarks have in common.</summary>
internal static class BenchOptions
{
    /// <summary>Runs a benchmark until it ends, or the user interrupts it.</summary>
    public static async Task<int> RunAsync(Func<Task> bench, CancellationToken interrupted)
    {
        try
        {
            await bench();
            return ExitCode.Done;
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            // Ctrl-C reaches the others' processes too, which end at once.
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCode.Interrupted;
        }
    }

    /// <summary>An option that is a number.</summary>
    public static Option<int> Count(string name, string description, int otherwise) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };

    /// <summary>The value of an option.</summary>
    /// <exception cref="SpecException">It is less than allowed.</exception>
    public static int AtLeast(ParseResult given, Option<int> option, int least) => given.GetValue(option) is var value && value >= least
        ? value
        : throw new SpecException($"{option.Name.TrimStart('-')}: {value} is not allowed; expected at least {least}.");
}
