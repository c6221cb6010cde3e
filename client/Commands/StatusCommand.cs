using System.CommandLine;

namespace Lth4Sa.Cli.Commands;

/// <summary>Shows a sweep as it is now.</summary>
internal static class StatusCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var sweep = new ExistingSweepOptions();
        var command = new Command("status", "Show how far a sweep is, its best runs and what fails.") { sweep.Sweep, sweep.Silo };
        command.SetAction(async (given, interrupted) =>
        {
            using var found = sweep.Open(given);
            return await found.ShowAsync(follow: false, interrupted);
        });
        return command;
    }
}
