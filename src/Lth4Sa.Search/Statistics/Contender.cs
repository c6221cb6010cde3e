namespace Lth4Sa.Search.Statistics;

/// <param name="Name">The name of the strategy, or of the strategy with its settings.</param>
/// <param name="Runs">The runs in the order of their seeds; every contender has the same.</param>
public sealed record Contender(string Name, IReadOnlyList<ContenderRun> Runs);
