using System.CommandLine;
using System.Runtime.InteropServices;
using Lth4Sa.Cli;
using Lth4Sa.Cli.Commands;
using Lth4Sa.Cli.Options;
using Lth4Sa.Client;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Outside;
using Lth4Sa.Storage;
using Spectre.Console;

if (!AnsiConsole.Profile.Out.IsTerminal)
{
    AnsiConsole.Profile.Width = 200;
}

var root = new RootCommand(
    "lth4sa finds tickets: sparse sets of self-attention connections that make a CNN faster than, and at least as accurate as, "
    + "the network with attention in every block.")
{
    DemoCommand.Create(),
    SearchCommand.Create(),
    LandscapeCommand.Create(),
    ScreenCommand.Create(),
    CompareCommand.Create(),
    RescoreCommand.Create(),
    StatisticsCommand.Create(),
    TrainCommand.Create(),
    NetworksCommand.Create(),
    DataCommand.Create(),
    SweepCommand.Create(),
    SiloCommand.Create(),
    ForkCommand.Create(),
    VerifyCommand.Create(),
    DiffCommand.Create(),
    BenchCommand.Create(),
    TheoryCommand.Create(),
    StatusCommand.Create(),
    WatchCommand.Create(),
    PauseCommand.Create(),
    ResumeCommand.Create(),
    CancelCommand.Create(),
    RetryCommand.Create(),
    ExtendCommand.Create(),
};

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var parsed = root.Parse(args);
    UsageErrors.ThrowIfAny(parsed, args);
    return await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interrupted.Token);
}
catch (SpecException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return ExitCode.BadInput;
}
catch (Exception error) when (error is InvalidDataException or StorageUnavailableException or SiloException or NotFoundException
    or OutsideProgramException)
{
    // What is stored is damaged, or cannot be reached, or a program is not installed; the message names it.
    await Console.Error.WriteLineAsync(error.Message);
    return ExitCode.Failed;
}

void Stop(PosixSignalContext signal)
{
    // The first signal stops at a safe place, a second one at once.
    signal.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}
