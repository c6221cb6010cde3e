namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>How fast searches on a table are, and what they take.</summary>
/// <param name="StepsPerSecond">Search steps a second, of all runs together.</param>
/// <param name="EvaluationsPerSecond">Evaluations asked for a second.</param>
/// <param name="AllocatedPerStep">Bytes allocated for each step.</param>
/// <param name="Stored">Bytes of the state file for each run.</param>
internal sealed record ControlMeasurement(double StepsPerSecond, double EvaluationsPerSecond, double AllocatedPerStep, double Stored);
