using Lth4Sa.Contracts.Supernets;

namespace Lth4Sa.Grains.Supernets;

/// <summary>The stored state of a supernet. Its weights are in its checkpoint, its evaluations in <see cref="EvaluationLog"/>.</summary>
public sealed class SupernetState
{
    /// <summary>The spec; null before the first training.</summary>
    public SupernetSpec? Spec { get; set; }

    /// <summary>True once the training has ended.</summary>
    public bool Trained { get; set; }
}
