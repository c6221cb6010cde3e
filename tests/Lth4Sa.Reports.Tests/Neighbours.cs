namespace Lth4Sa.Reports.Tests;

internal static class Neighbours
{
    /// <summary>Each element but the last with the one after it.</summary>
    public static IEnumerable<(T Left, T Right)> Pairwise<T>(this IEnumerable<T> source)
    {
        var all = source.ToArray();
        return all.Zip(all.Skip(1));
    }
}
