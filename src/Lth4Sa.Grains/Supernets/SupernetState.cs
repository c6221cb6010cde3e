using Lth4Sa.Contracts.Supernets;

namespace Lth4Sa.Grains.Supernets;

/// <summary>The stored part of a supernet; its weights are in its checkpoint.</summary>
public sealed class SupernetState
{
    public SupernetSpec? Spec { get; set; }

    public bool Trained { get; set; }

    /// <summary>Raw correct counts by scheme: rewards are computed from them, never stored.</summary>
    public Dictionary<string, Count> Evaluations { get; set; } = [];
}
