using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Figures;

/// <summary>The figures of a comparison of strategies.</summary>
public static class ComparisonFigures
{
    /// <summary>The best reward by unique evaluations.</summary>
    /// <param name="source">Where the accuracies come from; the axis says it.</param>
    /// <param name="comparison">The comparison.</param>
    public static Figure Rewards(AccuracySource source, Comparison comparison) => BandFigure.Create(
        $"Best reward by unique evaluations, by {source.Title}", "unique evaluations", $"best reward, by {source.Label}",
        comparison.Curves);

    /// <summary>p-bar by step (Fig. 5); null if no strategy has a policy.</summary>
    public static Figure? PBars(Comparison comparison) => comparison.PBars.Count == 0
        ? null
        : BandFigure.Create("p-bar over the steps", "step", "p-bar (mean probability)", comparison.PBars);
}
