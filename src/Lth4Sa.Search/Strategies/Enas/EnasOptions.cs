namespace Lth4Sa.Search.Strategies.Enas;

/// <summary>Options of the LSTM controller. The defaults are those of ENAS (arXiv:1802.03268) unless said otherwise.</summary>
public sealed record EnasOptions
{
    /// <summary>Width of the LSTM. Default 64. At least 1.</summary>
    public int HiddenWidth { get; init; } = 64;

    /// <summary>Divides the outputs before the hyperbolic tangent. Default 5. Above 0.</summary>
    public double Temperature { get; init; } = 5;

    /// <summary>Bounds the logits: a decision's log-odds stay within twice this. Default 2.5. Above 0.</summary>
    public double TanhConstant { get; init; } = 2.5;

    /// <summary>Rate of Adam. Default 0.005; ENAS has 0.00035 and far more steps. Above 0.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>Decay of the moving average of rewards that is subtracted as a baseline, in [0, 1). Default 0.9; ENAS has 0.99.</summary>
    public double BaselineDecay { get; init; } = 0.9;

    /// <summary>
    /// Weight of the entropy of each decision, in units of the reward. Default 0.5: with ENAS' 0.0001 and rewards in
    /// percentage points the policy is decided within some hundred steps, as the paper found (Table V). At least 0.
    /// </summary>
    public double Entropy { get; init; } = 0.5;
}
