using System.CommandLine;
using Lth4Sa.Cli.Remote;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Commands;

internal static class SearchCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("spec") { Description = "A YAML file of the options below, without the dashes; options given here override it.", Arity = ArgumentArity.ZeroOrOne };
        var (output, verbose, silo) = (RunOptions.Output("lth4sa-run"), RunOptions.Verbose(), SiloOptions.Silo());
        var command = new Command("search", "Train a supernet, search it for a ticket, train the winners from scratch and report.") { file, SpecCommandLine.Preset, output, silo, verbose };
        foreach (var option in SpecOptions.All)
        {
            command.Options.Add(SpecCommandLine.Of(option));
        }

        command.SetAction(async (given, interrupted) =>
        {
            using var remote = SiloOptions.Open(given.GetValue(silo));
            if (remote is not null)
            {
                var started = await remote.StartRunAsync(SpecCommandLine.ToText(given.GetValue(file), given), interrupted);
                return await RemoteRun.FollowAsync(remote, started.Run, given.GetValue(output)!, interrupted);
            }

            var spec = given.GetValue(file) is { } path ? SpecFile.Read(path) : SpecOptions.Defaults;
            return await RunCommand.RunAsync(SpecCommandLine.Apply(spec, given), given.GetValue(output)!, given.GetValue(verbose), interrupted);
        });
        return command;
    }
}
