using System.CommandLine;

namespace Lth4Sa.Cli.Commands;

/// <summary>The options of every command that runs something in a folder.</summary>
internal static class RunOptions
{
    public static Option<string> Output(string folder) => new("--out")
    {
        Description = "Folder of the run; the same command goes on with the run that is there",
        DefaultValueFactory = _ => folder,
        HelpName = "DIR",
    };

    public static Option<bool> Verbose() => new("--verbose") { Description = "Log to standard error" };
}
