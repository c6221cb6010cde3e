namespace Lth4Sa.Networks.Evaluation;

/// <param name="Median">Milliseconds of one forward pass of <see cref="InferenceTimer.BatchSize"/> images.</param>
/// <param name="LowerQuartile">A quarter of the passes took less.</param>
/// <param name="UpperQuartile">A quarter of the passes took more.</param>
/// <param name="Forwards">Passes that were measured.</param>
/// <param name="Threads">CPU threads of an operator.</param>
public sealed record InferenceTime(double Median, double LowerQuartile, double UpperQuartile, int Forwards, int Threads);
