using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Cli.Comparing;

/// <summary>A strategy of a comparison.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Spec">Its options, with the budget of the comparison; the seed is replaced by each of the seeds.</param>
public sealed record CompareEntry(string Name, RunSpec Spec);
