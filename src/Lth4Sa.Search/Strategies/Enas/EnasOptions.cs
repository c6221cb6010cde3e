using Orleans;

namespace Lth4Sa.Search.Strategies.Enas;

/// <summary>Options of the LSTM controller. The defaults are those of ENAS (arXiv:1802.03268) unless said otherwise.</summary>
/// <param name="HiddenWidth">Width of the LSTM. Default 64. At least 1.</param>
/// <param name="Temperature">Divides the outputs before the hyperbolic tangent. Default 5. Above 0.</param>
/// <param name="TanhConstant">Bounds the logits: a decision's log-odds stay within twice this. Default 2.5. Above 0.</param>
/// <param name="LearningRate">Rate of Adam. Default 0.005; ENAS has 0.00035 and far more steps. Above 0.</param>
/// <param name="BaselineDecay">
/// Decay of the moving average of rewards that is subtracted as a baseline, in [0, 1). Default 0.9; ENAS has 0.99.
/// </param>
/// <param name="Entropy">
/// Weight of the entropy of each decision, in units of the reward. Default 0.5: with ENAS' 0.0001 and rewards in percentage points the
/// policy is decided within some hundred steps, as the paper found (Table V). At least 0.
/// </param>
[GenerateSerializer, Immutable]
public sealed record EnasOptions(
    int HiddenWidth = 64, double Temperature = 5, double TanhConstant = 2.5, double LearningRate = 5e-3, double BaselineDecay = 0.9,
    double Entropy = 0.5);
