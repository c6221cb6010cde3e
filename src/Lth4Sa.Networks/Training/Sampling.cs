namespace Lth4Sa.Networks.Training;

/// <summary>How the schemes of a supernet's iterations are drawn.</summary>
public enum Sampling
{
    /// <summary>Every block is on with probability beta, by itself (paper, Alg. 1).</summary>
    Bernoulli,

    /// <summary>Every block is equally often on and off within each few iterations.</summary>
    Fair,

    /// <summary>In turns all blocks on, all off, and a random scheme.</summary>
    Sandwich,
}
