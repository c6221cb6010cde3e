namespace Lth4Sa.Search.Statistics;

/// <summary>
/// Sums of counts below a place, each found and changed in O(log n): P. Fenwick, "A new data structure for cumulative frequency
/// tables", Software: Practice and Experience 24, 1994.
/// </summary>
/// <param name="places">The number of places.</param>
internal readonly struct FenwickTree(int places)
{
    private readonly int[] sums = new int[places + 1];

    /// <summary>Adds to the count of a place.</summary>
    /// <param name="place">The place, from 0.</param>
    public void Add(int place, int count)
    {
        for (var at = place + 1; at < sums.Length; at += at & -at)
        {
            sums[at] += count;
        }
    }

    /// <summary>The sum of the counts of all places below one.</summary>
    /// <param name="place">The place, from 0 to the number of places.</param>
    public int SumBelow(int place)
    {
        var sum = 0;
        for (var at = place; at > 0; at -= at & -at)
        {
            sum += sums[at];
        }

        return sum;
    }
}
