using Lth4Sa.Search.Schemes;
using MathNet.Numerics;

namespace Lth4Sa.Search.Statistics;

/// <summary>How often each block is connected in a set of schemes (Eq. 5, Fig. 3).</summary>
/// <param name="Schemes">The number of schemes in the set.</param>
/// <param name="Scores">The score of each block, in 0..1.</param>
/// <param name="Slope">The slope, by block, of the line of least squares through the scores.</param>
public sealed record ConnectionScore(int Schemes, double[] Scores, double Slope)
{
    /// <returns>Null for an empty set.</returns>
    public static ConnectionScore? Of(IReadOnlyCollection<Scheme> schemes)
    {
        if (schemes.Count == 0)
        {
            return null;
        }

        var scores = Enumerable.Range(0, schemes.First().Blocks).Select(block => schemes.Average(s => s[block] ? 1.0 : 0)).ToArray();
        var slope = scores.Length < 2 ? 0 : Fit.Line([.. Enumerable.Range(1, scores.Length).Select(l => (double)l)], scores).B;
        return new ConnectionScore(schemes.Count, scores, slope);
    }
}
