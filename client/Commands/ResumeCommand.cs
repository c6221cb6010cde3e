using System.CommandLine;

namespace Lth4Sa.Cli.Commands;

/// <summary>Lets a paused sweep go on.</summary>
internal static class ResumeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => SweepOrderCommand.Create("resume", "Let a paused sweep, or paused or cancelled runs, go on.");
}
