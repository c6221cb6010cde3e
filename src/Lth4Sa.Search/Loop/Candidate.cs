using System.Text.Json.Serialization;
using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;
using Orleans;

namespace Lth4Sa.Search.Loop;

/// <summary>A scheme of a search, as it is ranked.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Reward">Its reward without the curiosity bonus (<see cref="RewardOptions.ExtrinsicReward"/>).</param>
/// <param name="Accuracy">Its validation accuracy from the evaluator, in percentage points.</param>
/// <param name="ValidationLoss">
/// Its mean cross-entropy on the validation images, by which darts ranks; null, and left out of JSON, where it was not measured.
/// </param>
[GenerateSerializer, Immutable]
public sealed record Candidate(
    Scheme Scheme, double Reward, double Accuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? ValidationLoss = null)
{
    /// <summary>1 - |a|/m (Eq. 29).</summary>
    public double Sparsity => Scheme.Sparsity;
}
