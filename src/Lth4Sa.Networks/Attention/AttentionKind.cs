using Lth4Sa.Networks.Backbones;

namespace Lth4Sa.Networks.Attention;

/// <summary>A kind of attention module.</summary>
/// <param name="Create">Makes one for a number of channels of a backbone.</param>
/// <param name="Cost">What one costs, given its channels, H x W and the backbone.</param>
/// <param name="WhyNotFull">Why it cannot be made for each block; null if it can.</param>
public sealed record AttentionKind(
    Func<int, Backbone, AttentionModule> Create, Func<int, int, Backbone, Cost> Cost, string? WhyNotFull = null);
