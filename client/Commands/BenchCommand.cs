using System.CommandLine;
using Lth4Sa.Client.Bench;
using Lth4Sa.Client.Specs;
using Spectre.Console;

namespace Lth4Sa.Client.Commands;

internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measure this product against PyTorch eager.") { Training() };

    private static Command Training()
    {
        var (backbone, module, sharing) = (NetworkOptions.Backbone("resnet38"), NetworkOptions.Module("se"), NetworkOptions.Sharing("full"));
        var batch = Count("--batch", "Images of an iteration", 128);
        var rounds = Count("--rounds", "Rounds, in each of which every contestant has its turn", 5);
        var iterations = Count("--iterations", "Training iterations of a turn, and half its evaluations", 4);
        var threads = Count("--threads", "CPU threads of an operator", Environment.ProcessorCount);
        var device = new Option<string>("--device") { Description = "cpu, cuda or cuda:N", HelpName = "NAME", DefaultValueFactory = _ => "cpu" };
        var command = new Command("training", "Supernet training and plain evaluation, images per second, in turns with PyTorch eager in both memory formats.")
        {
            backbone, module, sharing, batch, rounds, iterations, threads, device,
        };
        command.SetAction((given, interrupted) =>
        {
            var options = new TrainingBenchOptions(
                NetworkOptions.ParseBackbone(given.GetValue(backbone)!), NetworkOptions.ParseModule(given.GetValue(module)!), NetworkOptions.ParseSharing(given.GetValue(sharing)!),
                AtLeast(given, batch, 2), AtLeast(given, rounds, 1), AtLeast(given, iterations, 1), AtLeast(given, threads, 1), given.GetValue(device)!);
            NetworkOptions.CheckSharing(options.Module, options.Sharing);
            try
            {
                new TrainingBench(options, TimeProvider.System, AnsiConsole.Console).Run(interrupted);
                return Task.FromResult(RunCommand.Done);
            }
            catch (Exception) when (interrupted.IsCancellationRequested)
            {
                // Ctrl-C reaches PyTorch's processes too, which end at once.
                Console.Error.WriteLine("Stopped.");
                return Task.FromResult(RunCommand.Interrupted);
            }
        });
        return command;
    }

    private static Option<int> Count(string name, string description, int otherwise) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };

    private static int AtLeast(ParseResult given, Option<int> option, int least) => given.GetValue(option) is var value && value >= least
        ? value
        : throw new SpecException($"{option.Name.TrimStart('-')}: {value} is not allowed; expected at least {least}.");
}
