using System.Text.Json.Serialization;

namespace Lth4Sa.Search.Statistics;

/// <summary>How well one number of many schemes stands for another, such as the supernet's accuracy for that of training alone.</summary>
/// <param name="Pairs">The numbers.</param>
/// <param name="Pearson">Pearson's r. The paper has 0.71 between supernet and stand-alone accuracies of 42 schemes.</param>
/// <param name="Kendall">Kendall's tau-b.</param>
/// <param name="Spearman">Spearman's rho, with average ranks for ties.</param>
/// <param name="Resamples">The resamples of pairs behind the intervals; 0 where no correlation is defined.</param>
/// <param name="Skipped">The resamples that define no correlation, because one side is constant in them; they are left out.</param>
/// <param name="Undefined">A sentence that says why no correlation is defined; null where they are.</param>
/// <param name="Line">The line of least squares; null where the first number is constant.</param>
/// <param name="Top">
/// How many of the best by the first number are among the best by the second; empty where no correlation is defined.
/// </param>
public sealed record FidelityStatistics(
    [property: JsonIgnore] PairedColumns Pairs, CorrelationEstimate Pearson, CorrelationEstimate Kendall, CorrelationEstimate Spearman,
    int Resamples, int Skipped, string? Undefined, RegressionLine? Line, TopOverlap[] Top)
{
    private static readonly CorrelationEstimate None = new(null, null, null);

    /// <summary>What the first number is.</summary>
    public string X => Pairs.X;

    /// <summary>What the second number is.</summary>
    public string Y => Pairs.Y;

    /// <summary>The number of schemes.</summary>
    public int Schemes => Pairs.Schemes.Count;

    /// <param name="pairs">The two numbers of each scheme.</param>
    /// <param name="seed">The seed of the resamples; equal seeds and pairs give equal intervals.</param>
    public static FidelityStatistics Of(PairedColumns pairs, ulong seed)
    {
        var ranked = new RankedPairs(pairs.Xs, pairs.Ys);
        var line = RegressionLine.Of(pairs.Xs, pairs.Ys);
        if (ranked.Correlate() is not { } all)
        {
            return new(pairs, None, None, None, 0, 0, Reason(pairs, ranked), line, []);
        }

        var bootstrap = new Bootstrap(ranked, seed);
        return new(
            pairs, bootstrap.Estimate(all.Pearson, c => c.Pearson), bootstrap.Estimate(all.Kendall, c => c.Kendall),
            bootstrap.Estimate(all.Spearman, c => c.Spearman), bootstrap.Resamples, bootstrap.Skipped, null, line,
            TopOverlap.Of(pairs.Schemes));
    }

    private static string Reason(PairedColumns pairs, RankedPairs ranked) =>
        ranked.Count < 2 ? "A correlation takes two schemes at least."
        : ranked.XIsConstant ? $"{pairs.X} is the same for every scheme."
        : $"{pairs.Y} is the same for every scheme.";
}
