using Orleans;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>An entry of the replay buffer that a step replays.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Age">The steps since it was added, at least 1.</param>
[GenerateSerializer, Immutable]
public sealed record Replayed(Experience Entry, int Age);
