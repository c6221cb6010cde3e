using System.CommandLine;
using System.CommandLine.Parsing;
using Lth4Sa.Contracts.Errors;

namespace Lth4Sa.Cli.Options;

/// <summary>Says what is wrong with a command line in a line, and where the help is.</summary>
internal static class UsageErrors
{
    /// <exception cref="SpecException">The command line has an unknown option, or another error.</exception>
    public static void ThrowIfAny(ParseResult parsed, string[] arguments)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Options.Concat(parsed.RootCommandResult.Command.Options).SelectMany(o => o.Aliases.Append(o.Name)).ToHashSet();
        // An unknown option would pass for the spec file, and the complaint would be about its value.
        var unknown = arguments.Select(a => a.Split('=')[0]).FirstOrDefault(
            a => a.StartsWith("--", StringComparison.Ordinal) && !known.Contains(a));
        var error = unknown is not null ? $"{unknown} is not an option."
            : parsed.Errors.Count > 0 && arguments.Length > 0 ? parsed.Errors[0].Message
            : null;
        if (error is not null)
        {
            throw new SpecException($"{error} See {string.Join(' ', Path(parsed.CommandResult))} --help.");
        }
    }

    /// <summary>lth4sa, the command, its sub-command.</summary>
    private static IEnumerable<string> Path(CommandResult result) =>
        result.Parent is CommandResult parent ? Path(parent).Append(result.Command.Name) : ["lth4sa"];
}
