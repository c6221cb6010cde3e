using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Pruning;

/// <summary>
/// Pruning criteria applied to attention modules: of all modules together, or of each stage, whose modules have weights of one shape,
/// the blocks with the highest scores keep theirs. <c>l1</c> scores a module by the sum of its absolute weights (Li et al.,
/// "Pruning Filters for Efficient ConvNets", arXiv:1608.08710), <c>gm</c> by its distance to the geometric median of the
/// stage's modules (He et al., arXiv:1811.00250). Both papers prune filters of a convolution; here what is pruned is a
/// whole module. Table I of the paper fits one ranking of all modules, of which the whole part of the share is kept: larger modules
/// have larger scores, so those of the last stage stay. One step tries the one scheme.
/// </summary>
internal sealed class ModulePruning(StrategySetup setup) : FixedList
{
    // A share such as 0.29 of 100 is not less than 29 because it is rounded.
    private const double Rounding = 1e-9;

    protected override IEnumerable<Scheme> SchemesOf(long step) => step > 1 ? [] : [Keep()];

    private Scheme Keep()
    {
        var bits = 0UL;
        foreach (var (first, count) in setup.Options.RankByStage ? Stages() : [(0, setup.Blocks)])
        {
            bits |= Best(first, count).Aggregate(0UL, (sum, block) => sum | 1UL << block);
        }

        return new Scheme(bits, setup.Blocks);
    }

    // Ties go to the earlier block.
    private IEnumerable<int> Best(int first, int count)
    {
        var scores = setup.Guidance!.Rows[0];
        return Enumerable.Range(first, count).OrderByDescending(block => scores[block]).ThenBy(block => block)
            .Take((int)Math.Floor(setup.Options.Keep * count + Rounding));
    }

    private IEnumerable<(int First, int Count)> Stages()
    {
        var first = 0;
        foreach (var count in setup.BlocksPerStage)
        {
            yield return (first, count);
            first += count;
        }
    }
}
