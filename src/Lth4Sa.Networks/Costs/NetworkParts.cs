using Lth4Sa.Networks.Backbones;

namespace Lth4Sa.Networks.Costs;

/// <param name="Stem">What comes before the first block.</param>
/// <param name="Classifier">What comes after the last block.</param>
public sealed record NetworkParts(Cost Stem, IReadOnlyList<BlockCost> Blocks, Cost Classifier);
