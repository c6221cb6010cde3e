using System.CommandLine;
using Lth4Sa.Client.Specs;
using Lth4Sa.Specs;

namespace Lth4Sa.Client.Commands;

internal static class SearchCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("spec") { Description = "A YAML file of the options below, without the dashes; options given here override it.", Arity = ArgumentArity.ZeroOrOne };
        var (output, verbose) = (RunOptions.Output("lth4sa-run"), RunOptions.Verbose());
        var command = new Command("search", "Train a supernet, search it for a ticket, train the winners from scratch and report.") { file, SpecCommandLine.Preset, output, verbose };
        foreach (var option in SpecOptions.All)
        {
            command.Options.Add(SpecCommandLine.Of(option));
        }

        command.SetAction((given, interrupted) =>
        {
            var spec = given.GetValue(file) is { } path ? SpecFile.Read(path) : SpecOptions.Defaults;
            return RunCommand.RunAsync(SpecCommandLine.Apply(spec, given), given.GetValue(output)!, given.GetValue(verbose), interrupted);
        });
        return command;
    }
}
