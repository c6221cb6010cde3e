namespace Lth4Sa.Search.NeuralNetworks;

/// <summary>The kinds of <see cref="Optimiser"/>.</summary>
public enum OptimiserKind
{
    /// <summary>Gradient descent with momentum, as PyTorch's SGD.</summary>
    Sgd,

    /// <summary>Adam (arXiv:1412.6980), epsilon 1e-8, as PyTorch's.</summary>
    Adam,
}
