namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>What an entry of the replay buffer holds.</summary>
public enum ReplayEntry
{
    /// <summary>One scheme.</summary>
    Scheme,

    /// <summary>All schemes of a step (reference).</summary>
    Step,
}
