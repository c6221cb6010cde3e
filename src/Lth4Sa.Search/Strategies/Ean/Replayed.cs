using Orleans;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>An entry of the replay buffer that a step replays.</summary>
/// <param name="Entry">The experiences of the entry: one, or those of a whole step.</param>
/// <param name="Age">The number of steps since the entry was added; 0 for the entry of the step itself.</param>
[GenerateSerializer, Immutable]
public sealed record Replayed(Experience[] Entry, int Age);
