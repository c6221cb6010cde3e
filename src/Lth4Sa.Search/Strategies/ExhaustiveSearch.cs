using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Strategies;

/// <summary>Every scheme of a small space, the all-off one first, as many in each step as it takes to be through in T steps.</summary>
internal sealed class ExhaustiveSearch(int blocks, long steps) : FixedList
{
    public const int MostBlocks = 20;

    private readonly long total = 1L << blocks;

    protected override IEnumerable<Scheme> SchemesOf(long step)
    {
        var each = (total + steps - 1) / steps;
        for (var bits = (step - 1) * each; bits < Math.Min(total, step * each); bits++)
        {
            yield return new Scheme((ulong)bits, blocks);
        }
    }
}
