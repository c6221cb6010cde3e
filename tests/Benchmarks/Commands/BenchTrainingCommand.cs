using System.CommandLine;
using Lth4Sa.Benchmarks.Measurements;
using Spectre.Console;

namespace Lth4Sa.Benchmarks.Commands;

/// <summary>Supernet training against PyTorch.</summary>
internal static class BenchTrainingCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var iterations = BenchOptions.Count("--iterations", "Training iterations of a turn, and half its evaluations", 4);
        return NetworkBenchCommand.Create(
            "training", "Supernet training and plain evaluation, images per second, in turns with PyTorch eager in both memory formats.",
            rounds: 5, [iterations],
            (options, given, cancellation) =>
            {
                var wanted = options with { Iterations = BenchOptions.AtLeast(given, iterations, 1) };
                new TrainingBench(wanted, TimeProvider.System, AnsiConsole.Console).Run(cancellation);
            });
    }
}
