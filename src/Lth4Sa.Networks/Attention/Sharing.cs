namespace Lth4Sa.Networks.Attention;

/// <summary>Whether each block has a module of its own, or each stage one that its blocks share (section V-C).</summary>
public enum Sharing
{
    /// <summary>One module for each block: Full-SA.</summary>
    Full,

    /// <summary>One module for each stage: Full-Share.</summary>
    Share,
}
