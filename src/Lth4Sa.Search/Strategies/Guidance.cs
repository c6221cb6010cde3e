using Orleans;

namespace Lth4Sa.Search.Strategies;

/// <summary>
/// One row for each step that the guidance took, with one value for each block: a single row of scores, or the gates
/// after every step.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record Guidance(double[][] Rows);
