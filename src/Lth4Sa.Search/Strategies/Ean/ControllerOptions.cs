using Lth4Sa.Search.NeuralNetworks;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>
/// Options of the EAN controller (section IV-C). The defaults are neither the paper's nor its reference code's, because
/// with those a policy is decided before it has seen enough: docs/search-defaults.md has the evidence.
/// </summary>
public sealed record ControllerOptions
{
    /// <summary>The width of the constant zero input; at least 1, default 20, as the reference.</summary>
    public int InputWidth { get; init; } = 20;

    /// <summary>The width of the hidden layer; at least 1, default 50, as the reference.</summary>
    public int HiddenWidth { get; init; } = 50;

    /// <summary>
    /// The temperature that divides the logits before the sigmoid; above 0, default 5, as the reference. A higher one
    /// explores longer.
    /// </summary>
    public double Temperature { get; init; } = 5;

    /// <summary>
    /// The number of schemes sampled in a step, whose gradients are averaged; default 3, as the reference. The paper has
    /// 1.
    /// </summary>
    public int Samples { get; init; } = 3;

    /// <summary>The optimiser of the controller; default Adam, as the reference. The paper has SGD with momentum.</summary>
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Adam;

    /// <summary>The learning rate of the controller; above 0, default 0.02. Paper and reference have 0.05.</summary>
    public double LearningRate { get; init; } = 2e-2;

    /// <summary>The momentum of SGD, in [0, 1); default 0.9. Adam ignores it.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>
    /// The decay of the moving average of rewards that is subtracted as a baseline, in [0, 1); default 0.9. The
    /// reference has 0.95; null subtracts nothing, which is Eq. 6 as printed.
    /// </summary>
    public double? BaselineDecay { get; init; } = 0.9;

    /// <summary>
    /// Whether advantages are divided by their moving deviation, so that one learning rate suits rewards of any scale.
    /// It needs a baseline. Default true; neither paper nor reference does.
    /// </summary>
    public bool Normalise { get; init; } = true;

    /// <summary>
    /// The weight of the entropy of each block's decision, in units of the advantage; at least 0, default 0.03. It holds a
    /// policy back from deciding on noise. Paper and reference have none.
    /// </summary>
    public double Entropy { get; init; } = 0.03;
}
