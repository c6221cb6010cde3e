using System.CommandLine;
using System.Runtime.InteropServices;
using Lth4Sa.Cli.Options;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Search;
using Lth4Sa.Storage;
using Spectre.Console;

namespace Lth4Sa.Cli;

/// <summary>Runs the command that a command line names.</summary>
internal static class CommandLine
{
    /// <summary>
    /// Runs a command to its end. The first SIGINT or SIGTERM stops it at a safe place, a second one at once. An error that the
    /// user can do something about is one line.
    /// </summary>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            AnsiConsole.Profile.Width = 200;
        }

        using var interrupted = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var parsed = root.Parse(arguments);
            UsageErrors.ThrowIfAny(parsed, arguments);
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interrupted.Token);
        }
        catch (SpecException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ExitCode.BadInput;
        }
        catch (Exception error) when (
            error is InvalidDataException or StorageUnavailableException or SiloException or NotFoundException or NonFiniteException)
        {
            // What is stored is damaged, or cannot be reached, or numbers are not finite; the message names it.
            await Console.Error.WriteLineAsync(error.Message);
            return ExitCode.Failed;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        }
    }
}
