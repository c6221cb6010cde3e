using System.CommandLine;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Cli.Training;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Commands;

/// <summary>One network, trained from scratch.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var scheme = new Option<string?>("--scheme")
        {
            Description = "Connections, 0 and 1, block 1 first; default all on",
            HelpName = "0101..",
        };
        var epochs = new Option<int?>("--epochs")
        {
            Description = "Passes over the training images [default: 100, deep backbones 164, resnet50 120]",
            HelpName = "N",
        };
        var output = RunOptions.Output("lth4sa-network");
        var command = new Command("train", "Train one network from scratch, with the paper's recipe, and test it.")
        {
            scheme, epochs, output,
        };
        foreach (var option in SpecOptions.For(OptionUses.Training))
        {
            command.Options.Add(SpecCommandLine.Of(option));
        }

        command.SetAction((given, interrupted) =>
        {
            var run = SpecCommandLine.Apply(SpecOptions.Defaults, given) with { TrainEpochs = given.GetValue(epochs) };
            return TrainingRun.RunAsync(run, given.GetValue(scheme), given.GetValue(output)!, interrupted);
        });
        return command;
    }
}
