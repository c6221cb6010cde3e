using Lth4Sa.Networks.Backbones;

namespace Lth4Sa.Networks.Costs;

/// <param name="Stage">The stage of the block, from 0.</param>
/// <param name="Residual">The residual branch, and the projection of the input where there is one.</param>
/// <param name="Attention">The module, if it is connected: the product of mask and features included.</param>
/// <param name="Features">Values of the block's output for one image.</param>
/// <param name="Working">Values that are alive for one image, at most, while the block is computed both with attention and without.</param>
/// <param name="Kept">Values that a training step keeps for one image, at least, until its backward pass.</param>
public sealed record BlockCost(int Stage, Cost Residual, Cost Attention, long Features, long Working, long Kept);
