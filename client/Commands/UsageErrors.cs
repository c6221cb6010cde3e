using System.CommandLine;
using Lth4Sa.Client.Specs;

namespace Lth4Sa.Client.Commands;

/// <summary>Says what is wrong with a command line in a line, and where the help is.</summary>
internal static class UsageErrors
{
    /// <exception cref="SpecException">The command line has an unknown option, or another error.</exception>
    public static void ThrowIfAny(ParseResult parsed, string[] arguments)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Options.Concat(parsed.RootCommandResult.Command.Options).SelectMany(o => o.Aliases.Append(o.Name)).ToHashSet();
        // An unknown option would pass for the spec file, and the complaint would be about its value.
        var unknown = arguments.Select(a => a.Split('=')[0]).FirstOrDefault(a => a.StartsWith("--", StringComparison.Ordinal) && !known.Contains(a));
        var error = unknown is not null ? $"{unknown} is not an option." : parsed.Errors.Count > 0 && arguments.Length > 0 ? parsed.Errors[0].Message : null;
        if (error is not null)
        {
            var name = command == parsed.RootCommandResult.Command ? "lth4sa" : "lth4sa " + command.Name;
            throw new SpecException($"{error} See {name} --help.");
        }
    }
}
