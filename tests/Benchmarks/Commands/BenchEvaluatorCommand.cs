using System.CommandLine;
using Lth4Sa.Benchmarks.Measurements;
using Lth4Sa.Contracts.Errors;
using Spectre.Console;

namespace Lth4Sa.Benchmarks.Commands;

/// <summary>The evaluation of many schemes against PyTorch.</summary>
internal static class BenchEvaluatorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (schemes, steps) = (
            BenchOptions.Count("--schemes", "Schemes of a slice, and as many random ones", 256),
            BenchOptions.Count("--steps", "Steps of the search, three requests each", 300));
        var set = new Option<string[]>("--set")
        {
            Description = $"What is asked for: {string.Join(", ", SchemeRequests.Registry.Names)} [default: all]",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        return NetworkBenchCommand.Create(
            "evaluator", "Many schemes on one supernet: as a prefix tree, one by one, and in PyTorch eager.", rounds: 3,
            [schemes, steps, set],
            (options, given, cancellation) =>
            {
                var (count, search, blocks) = (
                    BenchOptions.AtLeast(given, schemes, 2), BenchOptions.AtLeast(given, steps, 1), options.Backbone.Blocks);
                var fits = int.IsPow2(count) && Math.Log2(count) <= blocks;
                SpecException.Check("schemes", count, fits, "a power of two, at most 2 to the number of blocks");
                IEnumerable<string> names = given.GetValue(set) is { Length: > 0 } some ? some : SchemeRequests.Registry.Names;
                var sets = names.Select(name => Known(name)(blocks, count, search)).ToArray();
                new EvaluatorBench(options, sets, TimeProvider.System, AnsiConsole.Console).Run(cancellation);
            });
    }

    private static Func<int, int, int, SchemeRequests> Known(string name) => SchemeRequests.Registry.Contains(name)
        ? SchemeRequests.Registry.Get(name)
        : throw new SpecException($"set: {name} is not allowed; expected one of {string.Join(", ", SchemeRequests.Registry.Names)}.");
}
