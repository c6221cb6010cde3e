using Lth4Sa.Search.NeuralNetworks;
using Orleans;

namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>
/// Options of the EAN controller (section IV-C). The defaults are neither the paper's nor its reference code's, because
/// with those a policy is decided before it has seen enough: docs/search-defaults.md has the evidence.
/// </summary>
/// <param name="InputWidth">The width of the constant zero input; at least 1, default 20, as the reference.</param>
/// <param name="HiddenWidth">The width of the hidden layer; at least 1, default 50, as the reference.</param>
/// <param name="Logits">
/// The outputs of the network for each block: 1 with a sigmoid, or 2 with a softmax, as the reference; default 1. Both give every
/// probability, but an optimiser's step moves the difference of two logits further than one.
/// </param>
/// <param name="Temperature">
/// The temperature that divides the logits before the sigmoid; above 0, default 5, as the reference. A higher one explores longer.
/// </param>
/// <param name="Samples">
/// The number of schemes sampled in a step, whose gradients are averaged; default 3, as the reference. The paper has 1.
/// </param>
/// <param name="Optimiser">The optimiser of the controller; default Adam, as the reference. The paper has SGD with momentum.</param>
/// <param name="LearningRate">The learning rate of the controller; above 0, default 0.02. Paper and reference have 0.05.</param>
/// <param name="Momentum">The momentum of SGD, in [0, 1); default 0.9. Adam ignores it.</param>
/// <param name="BaselineDecay">
/// The decay of the moving average of rewards that is subtracted as a baseline, in [0, 1); default 0.9. The reference has 0.95; null
/// subtracts nothing, which is Eq. 6 as printed.
/// </param>
/// <param name="Normalise">
/// Whether advantages are divided by their moving deviation, so that one learning rate suits rewards of any scale. It needs a baseline.
/// Default true; neither paper nor reference does.
/// </param>
/// <param name="Entropy">
/// The weight of the entropy of each block's decision, in units of the advantage; at least 0, default 0.03. It holds a policy back from
/// deciding on noise. Paper and reference have none.
/// </param>
[GenerateSerializer, Immutable]
public sealed record ControllerOptions(
    int InputWidth = 20, int HiddenWidth = 50, int Logits = 1, double Temperature = 5, int Samples = 3,
    OptimiserKind Optimiser = OptimiserKind.Adam, double LearningRate = 2e-2, double Momentum = 0.9, double? BaselineDecay = 0.9,
    bool Normalise = true, double Entropy = 0.03);
