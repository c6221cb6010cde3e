using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Figures;

/// <summary>The figures of a comparison of strategies.</summary>
public static class ComparisonFigures
{
    /// <summary>The best reward by unique evaluations.</summary>
    public static Figure Rewards(Comparison comparison) =>
        BandFigure.Create("Best reward by unique evaluations", "unique evaluations", "best reward", comparison.Curves);

    /// <summary>p-bar by step (Fig. 5); null if no strategy has a policy.</summary>
    public static Figure? PBars(Comparison comparison) => comparison.PBars.Count == 0
        ? null
        : BandFigure.Create("p-bar over the steps", "step", "p-bar (mean probability)", comparison.PBars);
}
