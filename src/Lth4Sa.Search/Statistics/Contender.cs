namespace Lth4Sa.Search.Statistics;

/// <param name="Name">Of the strategy, or of the strategy with its settings.</param>
/// <param name="Runs">In the order of their seeds; every contender has the same.</param>
public sealed record Contender(string Name, IReadOnlyList<ContenderRun> Runs);
