using System.CommandLine;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Runs;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Commands;

/// <summary>One search, from the supernet to the report.</summary>
internal static class SearchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("spec")
        {
            Description = "A YAML file of the options below, without the dashes; options given here override it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (output, verbose, silo) = (RunOptions.Output("lth4sa-run"), RunOptions.Verbose(), SiloOptions.Silo());
        var command = new Command("search", "Train a supernet, search it for a ticket, train the winners from scratch and report.")
        {
            file, SpecCommandLine.Preset, output, silo, verbose,
        };
        foreach (var option in SpecOptions.All)
        {
            command.Options.Add(SpecCommandLine.Of(option));
        }

        var sites = new RunSites(output, verbose, silo);
        command.SetAction(async (given, interrupted) =>
        {
            var path = given.GetValue(file);
            await using var site = await sites.OpenAsync(
                given, () => Task.FromResult(Read(path, given)),
                api => api.StartRunAsync(SpecCommandLine.ToText(path, given), interrupted), interrupted);
            return await FollowedRun.RunAsync(site);
        });
        return command;
    }

    private static RunSpec Read(string? path, ParseResult given) =>
        SpecCommandLine.Apply(path is null ? SpecOptions.Defaults : SpecFile.Read(path), given);
}
