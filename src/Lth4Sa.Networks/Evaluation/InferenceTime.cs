using Orleans;

namespace Lth4Sa.Networks.Evaluation;

/// <summary>
/// The time of a forward pass of <see cref="InferenceTimer.BatchSize"/> images, in milliseconds, with all networks measured in turn.
/// </summary>
/// <param name="Median">The median of the passes.</param>
/// <param name="LowerQuartile">The time that a quarter of the passes stayed below.</param>
/// <param name="UpperQuartile">The time that a quarter of the passes exceeded.</param>
/// <param name="Forwards">The number of passes that were measured.</param>
/// <param name="Threads">The number of CPU threads of an operator.</param>
[GenerateSerializer, Immutable]
public sealed record InferenceTime(double Median, double LowerQuartile, double UpperQuartile, int Forwards, int Threads);
