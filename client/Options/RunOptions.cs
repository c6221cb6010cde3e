using System.CommandLine;

namespace Lth4Sa.Cli.Options;

/// <summary>The options of every command that runs something in a folder.</summary>
internal static class RunOptions
{
    /// <summary>The option that names the folder of a run.</summary>
    public static Option<string> Output(string folder) => new("--out")
    {
        Description = "Folder of the run; the same command goes on with the run that is there",
        DefaultValueFactory = _ => folder,
        HelpName = "DIR",
    };

    /// <summary>The option that asks for logs.</summary>
    public static Option<bool> Verbose() => new("--verbose") { Description = "Log to standard error" };
}
