using System.CommandLine;
using System.Diagnostics;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Runs;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Cli.Commands;

/// <summary>A small search on generated images.</summary>
internal static class DemoCommand
{
    /// <summary>Small enough for two cores and two minutes. Half the paper's learning rate is steadier over so few iterations.</summary>
    private static readonly RunSpec Spec = new()
    {
        Dataset = "synthetic",
        Backbone = "resnet20",
        Module = "se",
        Sharing = "full",
        Beta = 0.5,
        Seed = 1,
        Epochs = 8,
        TrainEpochs = 6,
        BatchSize = 64,
        LearningRate = 0.05,
        Steps = 300,
        Forwards = 40,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (output, verbose) = (RunOptions.Output("lth4sa-demo"), RunOptions.Verbose());
        var command = new Command("demo", "The whole job on generated images, in under two minutes: resnet20, SE, beta 0.5.")
        {
            output, verbose,
        };
        var sites = new RunSites(output, verbose);
        command.SetAction(async (given, interrupted) =>
        {
            await using var site = await sites.OpenAsync(
                given, () => Task.FromResult(Spec), _ => throw new UnreachableException(), interrupted);
            return await FollowedRun.RunAsync(site);
        });
        return command;
    }
}
