namespace Lth4Sa.Cli.Bench;

/// <param name="Blocks">m.</param>
/// <param name="Rows">Of the table; other schemes are answered by the nearest of them.</param>
/// <param name="Runs">At the same time; one measurement for each.</param>
/// <param name="RunSteps">Of each run.</param>
/// <param name="Steps">The fewest of a measurement: runs follow each other until there are so many.</param>
/// <param name="Seconds">Of each of Optuna's measurements.</param>
internal sealed record ControlBenchOptions(string Strategy, int Blocks, int Rows, int[] Runs, int RunSteps, int Steps, double Seconds, int Rounds);

/// <param name="Stored">Bytes of the file, for each run.</param>
internal sealed record ControlMeasurement(double StepsPerSecond, double EvaluationsPerSecond, double AllocatedPerStep, double Stored);
