using Lth4Sa.Search.Schemes;
using Orleans;

namespace Lth4Sa.Search.Strategies;

/// <summary>What a strategy wants evaluated in one step.</summary>
/// <param name="Schemes">The schemes to evaluate; none: the strategy has nothing left to try, and the search ends.</param>
/// <param name="Probabilities">
/// The probability of each block to be connected, as the strategy sees it now; empty if it has no such view.
/// </param>
/// <param name="PBar">Mean probability of the decisions that were sampled (Fig. 5, Table V), in 0..1; null if it has no policy.</param>
/// <param name="Clipped">
/// The share of the probability ratios that the replay before this step clipped, in 0..1; null when nothing was replayed.
/// </param>
[GenerateSerializer, Immutable]
public sealed record Proposal(Scheme[] Schemes, double[] Probabilities, double? PBar, double? Clipped = null);
