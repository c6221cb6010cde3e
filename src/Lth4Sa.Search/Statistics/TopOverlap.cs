using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Statistics;

/// <summary>
/// How many of the best schemes by the first number are among as many best by the second; larger numbers are better, and of equal ones
/// the scheme with fewer connections, then the smaller string, as among the candidates of a search.
/// </summary>
/// <param name="Best">How many of the best are looked at.</param>
/// <param name="Common">How many are among the best by both.</param>
/// <param name="ByChance">How many would be on average if the numbers had nothing to do with each other: k^2 / n.</param>
public sealed record TopOverlap(int Best, int Common, double ByChance)
{
    private const double Share = 0.05;

    /// <summary>
    /// The overlaps of the best 1, 3, 5, 10 and twentieth of the schemes, as far as there are more schemes than that.
    /// </summary>
    public static TopOverlap[] Of(IReadOnlyList<PairedScheme> schemes)
    {
        var (byX, byY) = (Ordered(schemes, s => s.X), Ordered(schemes, s => s.Y));
        int[] sizes = [1, 3, 5, 10, (int)(Share * schemes.Count)];
        return
        [
            .. sizes.Where(k => k > 0 && k < schemes.Count).Distinct().Order()
                .Select(k => new TopOverlap(k, byX[..k].Intersect(byY[..k]).Count(), (double)k * k / schemes.Count)),
        ];
    }

    private static PairedScheme[] Ordered(IReadOnlyList<PairedScheme> schemes, Func<PairedScheme, double> number) =>
    [
        .. schemes.OrderByDescending(number).ThenBy(s => s.Scheme.Connections).ThenBy(s => s.Scheme, Scheme.InOrder),
    ];
}
