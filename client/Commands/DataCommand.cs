using System.CommandLine;

namespace Lth4Sa.Cli.Commands;

/// <summary>The commands that make data.</summary>
internal static class DataCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => new("data", "Prepare data sets.") { DataPrepareCommand.Create(), DataLandscapeCommand.Create() };
}
