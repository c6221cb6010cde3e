using System.CommandLine;

namespace Lth4Sa.Cli.Commands;

/// <summary>Gives parked runs their attempts again.</summary>
internal static class RetryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => SweepOrderCommand.Create("retry", "Give parked runs of a sweep their attempts again.");
}
