namespace Lth4Sa.Search.Strategies.Ean;

/// <summary>Where the minimum of PPO's clipped objective is taken.</summary>
public enum ReplayObjective
{
    /// <summary>For each block by itself, as PPO does for each decision (arXiv:1707.06347, Eq. 7).</summary>
    Block,

    /// <summary>Once, over the sums of all blocks and schemes (reference).</summary>
    Sum,
}
