using Lth4Sa.Search.Schemes;
using Orleans;

namespace Lth4Sa.Search.Strategies;

/// <summary>
/// One row for each step that the guidance took, with one value for each block: a single row of scores, or the gates
/// after every step.
/// </summary>
/// <param name="Rows">The rows; each has m values.</param>
/// <param name="Losses">
/// The validation loss of the scheme of each row, null where it was not measured; null as a whole for guidance that measures none.
/// </param>
[GenerateSerializer, Immutable]
public sealed record Guidance(double[][] Rows, double?[]? Losses = null)
{
    private const double Open = 0.5;

    /// <summary>The scheme that gates stand for: the blocks whose gate is at least one half.</summary>
    public static Scheme SchemeOf(double[] gates) => Scheme.Create(gates.Length, block => gates[block] >= Open);
}
