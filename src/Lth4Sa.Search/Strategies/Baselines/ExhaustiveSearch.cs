using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies.Baselines;

/// <summary>
/// Every scheme of a small space, the all-off one first, as many in each step as it takes to be through in T steps. The
/// last blocks change first, so that the schemes of a step share their first blocks, which are evaluated once.
/// </summary>
internal sealed class ExhaustiveSearch(int blocks, long steps) : FixedList
{
    public const int MaxBlocks = 20;

    private readonly long total = 1L << blocks;

    protected override IEnumerable<Scheme> SchemesOf(long step)
    {
        var each = (total + steps - 1) / steps;
        for (var bits = (step - 1) * each; bits < Math.Min(total, step * each); bits++)
        {
            var number = bits;
            yield return Scheme.Create(blocks, block => (number >> (blocks - 1 - block) & 1) != 0);
        }
    }
}
