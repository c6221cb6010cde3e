using static TorchSharp.torch;

namespace Lth4Sa.Networks.Attention;

/// <summary>
/// A self-attention module M(.; W): given the residual branch f(x) it answers the recalibrated branch
/// M(f(x); W) * f(x) of Eq. 2, of the same shape.
/// </summary>
public abstract class AttentionModule(string name) : nn.Module<Tensor, Tensor>(name);

/// <summary>Whether each block has a module of its own, or each stage one that its blocks share (section V-C).</summary>
public enum Sharing
{
    /// <summary>One module for each block: Full-SA.</summary>
    Full,

    /// <summary>One module for each stage: Full-Share.</summary>
    Share,
}

public static class AttentionModules
{
    /// <summary>The modules by name; each is made for a number of channels.</summary>
    public static Registry<Func<int, AttentionModule>> Registry { get; } = new("attention module",
        ("se", channels => new SqueezeExcitation(channels)));

    /// <summary>The forms of sharing by name.</summary>
    public static Registry<Sharing> Sharings { get; } = new("sharing", ("full", Sharing.Full), ("share", Sharing.Share));
}
