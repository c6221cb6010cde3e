using System.CommandLine;
using Lth4Sa.Contracts.Api;

namespace Lth4Sa.Cli.Commands;

/// <summary>Adds runs to a sweep.</summary>
internal static class ExtendCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var sweep = new ExistingSweepOptions();
        var set = new Option<string[]>("--set")
        {
            Description = "An option and its new values, as in seed=6..10 or beta=0.3,0.9 or steps=600: "
                + "every run of the sweep with each of them",
            HelpName = "OPTION=VALUES",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("extend", "Add runs to a sweep: its own with other values.") { sweep.Sweep, set, sweep.Silo };
        command.SetAction((given, _) => SweepOrderCommand.SendAsync(sweep, given, new SweepOrder("extend", [], given.GetValue(set)!)));
        return command;
    }
}
