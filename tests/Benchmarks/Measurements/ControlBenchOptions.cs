namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>What the benchmark of the control plane measures.</summary>
/// <param name="Strategy">The strategy of the runs.</param>
/// <param name="Blocks">The number of blocks of a scheme.</param>
/// <param name="Rows">The number of rows of the table; other schemes are answered by the nearest of them.</param>
/// <param name="Runs">How many runs are under way at the same time; there is one measurement for each.</param>
/// <param name="RunSteps">The number of steps of each run.</param>
/// <param name="Steps">The fewest steps of a measurement: runs follow each other until there are so many.</param>
/// <param name="Seconds">How long each of Optuna's measurements takes, in seconds.</param>
/// <param name="Rounds">How often everything has its turn.</param>
internal sealed record ControlBenchOptions(
    string Strategy, int Blocks, int Rows, int[] Runs, int RunSteps, int Steps, double Seconds, int Rounds);
