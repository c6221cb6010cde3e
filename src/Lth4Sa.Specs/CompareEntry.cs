using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Specs;

/// <summary>A strategy that takes part in a comparison.</summary>
/// <param name="Name">The name in tables and figures; the strategy's own unless given.</param>
/// <param name="Spec">The options, with the budget of the comparison; the seed is replaced by each of the seeds.</param>
public sealed record CompareEntry(string Name, RunSpec Spec);
