using Lth4Sa.Search.Learning;

namespace Lth4Sa.Search.Controller;

/// <summary>Options of the EAN controller (section IV-C).</summary>
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

    /// <summary>Default SGD with momentum (paper); the reference has Adam.</summary>
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Sgd;

    /// <summary>Default 0.05 (both). Above 0.</summary>
    public double LearningRate { get; init; } = 5e-2;

    /// <summary>Momentum of SGD, in [0, 1). Default 0.9. Adam ignores it.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>
    /// Decay of the moving average of rewards that is subtracted as a baseline, in [0, 1). Default 0.95 (reference);
    /// null subtracts nothing, which is Eq. 6 as printed.
    /// </summary>
    public double? BaselineDecay { get; init; } = 0.95;
}
