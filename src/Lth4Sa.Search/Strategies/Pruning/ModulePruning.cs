using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Pruning;

/// <summary>
/// Pruning criteria applied to attention modules: within each stage, whose modules have weights of one shape, the
/// blocks with the highest scores keep theirs. <c>l1</c> scores a module by the sum of its absolute weights (Li et al.,
/// "Pruning Filters for Efficient ConvNets", arXiv:1608.08710), <c>gm</c> by its distance to the geometric median of the
/// stage's modules (He et al., arXiv:1811.00250). Both papers prune filters of a convolution; here what is pruned is a
/// whole module. One step tries the one scheme.
/// </summary>
internal sealed class ModulePruning(StrategySetup setup) : FixedList
{
    protected override IEnumerable<Scheme> SchemesOf(long step) => step > 1 ? [] : [Keep()];

    private Scheme Keep()
    {
        var (scores, bits, first) = (setup.Guidance!.Rows[0], 0UL, 0);
        foreach (var count in setup.BlocksPerStage)
        {
            var kept = (int)Math.Round(setup.Options.Keep * count, MidpointRounding.AwayFromZero);
            // Ties go to the earlier block.
            foreach (var block in Enumerable.Range(first, count).OrderByDescending(b => scores[b]).ThenBy(b => b).Take(kept))
            {
                bits |= 1UL << block;
            }

            first += count;
        }

        return new Scheme(bits, setup.Blocks);
    }
}
