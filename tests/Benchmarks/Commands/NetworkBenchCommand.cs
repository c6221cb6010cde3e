using System.CommandLine;
using Lth4Sa.Benchmarks.Measurements;
using Lth4Sa.Cli.Specs;

namespace Lth4Sa.Benchmarks.Commands;

/// <summary>What the benchmarks that run networks have in common.</summary>
internal static class NetworkBenchCommand
{
    /// <summary>Makes a command with the options of a network.</summary>
    /// <param name="name">The name of the command.</param>
    /// <param name="description">What it does.</param>
    /// <param name="rounds">How many rounds it has unless others are given.</param>
    /// <param name="more">Its own options.</param>
    /// <param name="run">Runs the benchmark.</param>
    public static Command Create(
        string name, string description, int rounds, Option[] more, Action<TrainingBenchOptions, ParseResult, CancellationToken> run)
    {
        var (backbone, module, sharing) = (
            NetworkOptions.Backbone("resnet38"), NetworkOptions.Module("se"), NetworkOptions.Sharing("full"));
        var (batch, turns) = (
            BenchOptions.Count("--batch", "Images of a batch", 128),
            BenchOptions.Count("--rounds", "Rounds, in each of which every contestant has its turn", rounds));
        var threads = BenchOptions.Count("--threads", "CPU threads of an operator", Environment.ProcessorCount);
        var device = new Option<string>("--device")
        {
            Description = "cpu, cuda or cuda:N",
            HelpName = "NAME",
            DefaultValueFactory = _ => "cpu",
        };
        var command = new Command(name, description) { backbone, module, sharing, batch, turns, threads, device };
        Array.ForEach(more, command.Options.Add);
        command.SetAction((given, interrupted) =>
        {
            var options = new TrainingBenchOptions(
                NetworkOptions.ParseBackbone(given.GetValue(backbone)!), NetworkOptions.ParseModule(given.GetValue(module)!),
                NetworkOptions.ParseSharing(given.GetValue(sharing)!),
                BenchOptions.AtLeast(given, batch, 2), BenchOptions.AtLeast(given, turns, 1), 1, BenchOptions.AtLeast(given, threads, 1),
                given.GetValue(device)!);
            NetworkOptions.CheckSharing(options.Module, options.Sharing);
            return BenchOptions.RunAsync(
                () =>
                {
                    run(options, given, interrupted);
                    return Task.CompletedTask;
                },
                interrupted);
        });
        return command;
    }
}
