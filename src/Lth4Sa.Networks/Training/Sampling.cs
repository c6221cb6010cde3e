namespace Lth4Sa.Networks.Training;

/// <summary>How a <see cref="SchemeSampler"/> draws the schemes of a supernet's iterations.</summary>
public enum Sampling
{
    /// <summary>Every block is on with probability beta, by itself (paper, Alg. 1).</summary>
    Bernoulli,

    /// <summary>
    /// Within each few iterations every block is on in exactly the share beta of them, equally often on and off if that is 0.5.
    /// </summary>
    Fair,

    /// <summary>In turns all blocks on, all off, and a scheme drawn by beta.</summary>
    Sandwich,
}
