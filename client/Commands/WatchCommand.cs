using System.CommandLine;

namespace Lth4Sa.Cli.Commands;

/// <summary>Shows a sweep until it ends.</summary>
internal static class WatchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var sweep = new ExistingSweepOptions();
        var command = new Command("watch", "Show a sweep that is being worked on, until it ends.") { sweep.Sweep, sweep.Silo };
        command.SetAction(async (given, interrupted) =>
        {
            using var found = sweep.Open(given);
            return await found.ShowAsync(follow: true, interrupted);
        });
        return command;
    }
}
