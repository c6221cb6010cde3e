using System.CommandLine;

namespace Lth4Sa.Benchmarks.Commands;

/// <summary>The benchmarks.</summary>
internal static class BenchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => new("bench", "Measure this product against others.")
    {
        BenchTrainingCommand.Create(), BenchEvaluatorCommand.Create(), BenchControlCommand.Create(), BenchSiloCommand.Create(),
    };
}
