using Lth4Sa.Search.Rewards;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Loop;

/// <param name="Accuracy">Validation accuracy from the evaluator, in percentage points.</param>
/// <param name="Reward">The reward without the curiosity bonus (<see cref="RewardOptions.ExtrinsicReward"/>).</param>
public sealed record Candidate(Scheme Scheme, double Accuracy, double Reward);
