using System.CommandLine;

namespace Lth4Sa.Cli.Commands;

/// <summary>Stops a sweep for good.</summary>
internal static class CancelCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() =>
        SweepOrderCommand.Create("cancel", "Stop a sweep, or some of its runs, for good; what is done stays.");
}
