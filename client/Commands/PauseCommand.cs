using System.CommandLine;

namespace Lth4Sa.Cli.Commands;

/// <summary>Stops a sweep until it is resumed.</summary>
internal static class PauseCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() =>
        SweepOrderCommand.Create("pause", "Stop a sweep, or some of its runs, at safe places, until it is resumed.");
}
