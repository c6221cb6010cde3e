using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies;

/// <summary>A scheme in the order of a strategy that ranks its candidates by something else than their reward.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="ValidationLoss">Its mean cross-entropy on the validation images; null where it was not measured.</param>
public sealed record RankedScheme(Scheme Scheme, double? ValidationLoss);
