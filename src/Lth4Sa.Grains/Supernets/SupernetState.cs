using Lth4Sa.Contracts.Supernets;

namespace Lth4Sa.Grains.Supernets;

/// <summary>The stored part of a supernet; its weights are in its checkpoint, its evaluations in <see cref="EvaluationLog"/>.</summary>
public sealed class SupernetState
{
    public SupernetSpec? Spec { get; set; }

    public bool Trained { get; set; }
}
