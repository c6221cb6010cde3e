using System.CommandLine;

namespace Lth4Sa.Cli.Commands;

/// <summary>The theorems of the paper, as numbers and as experiments.</summary>
internal static class TheoryCommand
{
    /// <summary>Makes the command; without the number of a theorem it is about the first.</summary>
    public static Command Create()
    {
        var command = Theorem1Command.Create("theory");
        command.Description += " theory 2 measures Theorem 2.";
        command.Subcommands.Add(Theorem1Command.Create("1"));
        command.Subcommands.Add(Theorem2Command.Create());
        return command;
    }

    /// <summary>Runs an experiment, which the user may stop.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Action experiment)
    {
        try
        {
            experiment();
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCode.Interrupted;
        }
    }
}
