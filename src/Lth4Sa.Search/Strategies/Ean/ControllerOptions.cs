using Lth4Sa.Search.NeuralNetworks;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>
/// Options of the EAN controller (section IV-C). The defaults are neither the paper's nor its reference code's, because
/// with those a policy is decided before it has seen enough: docs/search-defaults.md has the evidence.
/// </summary>
public sealed record ControllerOptions
{
    /// <summary>Width of the constant zero input. Default 20, as the reference. At least 1.</summary>
    public int InputWidth { get; init; } = 20;

    /// <summary>Width of the hidden layer. Default 50, as the reference. At least 1.</summary>
    public int HiddenWidth { get; init; } = 50;

    /// <summary>Divides the logits before the sigmoid; higher explores longer. Default 5, as the reference. Above 0.</summary>
    public double Temperature { get; init; } = 5;

    /// <summary>Schemes sampled in a step, whose gradients are averaged. Default 3 (reference); the paper has 1.</summary>
    public int Samples { get; init; } = 3;

    /// <summary>Default Adam (reference); the paper has SGD with momentum.</summary>
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Adam;

    /// <summary>Default 0.02; paper and reference have 0.05. Above 0.</summary>
    public double LearningRate { get; init; } = 2e-2;

    /// <summary>Momentum of SGD, in [0, 1). Default 0.9. Adam ignores it.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>
    /// Decay of the moving average of rewards that is subtracted as a baseline, in [0, 1). Default 0.9; the
    /// reference has 0.95; null subtracts nothing, which is Eq. 6 as printed.
    /// </summary>
    public double? BaselineDecay { get; init; } = 0.9;

    /// <summary>
    /// Divides advantages by their moving deviation, so that one learning rate suits rewards of any scale. Needs a
    /// baseline. Default true; neither paper nor reference does.
    /// </summary>
    public bool Normalise { get; init; } = true;

    /// <summary>
    /// Weight of the entropy of each block's decision, in units of the advantage: holds a policy back from deciding on
    /// noise. Default 0.03; paper and reference have none. At least 0.
    /// </summary>
    public double Entropy { get; init; } = 0.03;
}
