using Spectre.Console;

namespace Lth4Sa.Cli.Display;

/// <summary>Chooses how a run is shown.</summary>
internal static class RunDisplay
{
    /// <summary>Bars where there is a terminal, lines elsewhere.</summary>
    public static IRunDisplay Create() =>
        AnsiConsole.Profile.Out.IsTerminal ? new TerminalDisplay(AnsiConsole.Console) : new PlainDisplay(Console.Out, TimeProvider.System);
}
