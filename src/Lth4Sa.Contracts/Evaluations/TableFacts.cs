namespace Lth4Sa.Contracts.Evaluations;

/// <param name="Blocks">The number of blocks of its schemes.</param>
/// <param name="Rows">Schemes.</param>
/// <param name="Hash">SHA-256 of its file.</param>
[GenerateSerializer, Immutable]
public sealed record TableFacts(int Blocks, int Rows, string Hash);
