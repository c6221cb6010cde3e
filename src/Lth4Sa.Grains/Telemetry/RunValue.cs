namespace Lth4Sa.Grains.Telemetry;

/// <summary>The values of the last step of a search; where the step has several schemes, the means over them.</summary>
internal enum RunValue
{
    Step,
    Reward,
    BestReward,

    /// <summary>The validation accuracy, in 0..1.</summary>
    Accuracy,
    Sparsity,

    /// <summary>The mean probability of the sampled decisions, in 0..1.</summary>
    PBar,

    /// <summary>The mean probability of a connection, in 0..1; near 0 or 1 the search has collapsed.</summary>
    Connection,

    /// <summary>The mean entropy of a block's decision, in bits, in 0..1.</summary>
    Entropy,

    /// <summary>The share of the curiosity bonus in the reward.</summary>
    Curiosity,
    ReplayAge,
    Clipped,
}
