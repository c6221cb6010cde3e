namespace Lth4Sa.Networks.Evaluation;

/// <summary>Where a <see cref="PrefixTree"/> is in a network: what decides the batch-norm statistics of a layer.</summary>
/// <param name="Block">The block, from 0; -1 is the stem.</param>
/// <param name="Layer">0 to 2 in the residual branch, or 3, the projection of the shortcut; 0 in the stem.</param>
/// <param name="Prefix">The bits of the blocks before.</param>
internal readonly record struct LayerPlace(int Block, int Layer, ulong Prefix);
