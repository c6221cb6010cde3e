namespace Lth4Sa.Contracts.Runs;

/// <summary>The result of checking the stored steps of a run.</summary>
/// <param name="Steps">The number of steps that were checked.</param>
/// <param name="Break">The first place where the records do not fit together, as a clause; null when all are intact.</param>
[GenerateSerializer, Immutable]
public sealed record RunCheck(long Steps, string? Break);
