using Lth4Sa.Search.Schemes;
using Orleans;

namespace Lth4Sa.Search.Loop;

/// <summary>One step of a search.</summary>
/// <param name="Step">The number of the step, from 1.</param>
/// <param name="Schemes">The schemes that were evaluated: all that were proposed, or fewer when the budget ran out.</param>
/// <param name="Accuracies">The accuracy of each scheme in percentage points.</param>
/// <param name="Rewards">G(a) of each, with the curiosity bonus.</param>
/// <param name="PBar">Mean probability of the sampled decisions; null if the strategy has no policy.</param>
/// <param name="Probabilities">
/// The probability of each block to be connected, before the step; empty if the strategy has no such view.
/// </param>
[GenerateSerializer, Immutable]
public sealed record SearchStep(long Step, Scheme[] Schemes, double[] Accuracies, double[] Rewards, double? PBar, double[] Probabilities);
