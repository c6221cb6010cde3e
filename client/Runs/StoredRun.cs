using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Cli.Runs;

/// <summary>A run that is there already.</summary>
/// <param name="Name">Its name in its sweep, or that of its folder.</param>
/// <param name="Id">Its run id.</param>
/// <param name="Spec">Its options.</param>
internal sealed record StoredRun(string Name, string Id, RunSpec Spec);
