using Lth4Sa.Networks.Evaluation;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>The progress of a time measurement.</summary>
/// <param name="Round">The number of rounds that are done.</param>
/// <param name="Rounds">The number of rounds in all.</param>
/// <param name="Times">The times of each network once all rounds are done; null before.</param>
[GenerateSerializer, Immutable]
public sealed record TimingProgress(int Round, int Rounds, InferenceTime[]? Times);
