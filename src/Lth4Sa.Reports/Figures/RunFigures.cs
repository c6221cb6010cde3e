using Lth4Sa.Search.Loop;

namespace Lth4Sa.Reports.Figures;

/// <summary>The figures of a search over its steps; at least one step is needed.</summary>
public static class RunFigures
{
    /// <summary>The mean reward of each step and the highest so far, with the curiosity bonus.</summary>
    public static Figure Rewards(IReadOnlyList<SearchStep> steps)
    {
        var best = new double[steps.Count];
        for (var i = 0; i < best.Length; i++)
        {
            best[i] = Math.Max(steps[i].Rewards.Max(), i > 0 ? best[i - 1] : double.NegativeInfinity);
        }

        return LineFigure.Create(
            "Reward over the steps", "step", "reward",
            new("mean", [.. steps.Select(s => s.Rewards.Average())], Palette.Sky), new("best", best, Palette.Blue));
    }

    /// <summary>p-bar of each step (Fig. 5); null if the strategy has no policy.</summary>
    public static Figure? PBar(IReadOnlyList<SearchStep> steps) => steps[0].PBar is null
        ? null
        : LineFigure.Create(
            "p-bar over the steps", "step", "p-bar (mean probability)",
            new Line("p-bar", [.. steps.Select(s => s.PBar ?? double.NaN)], Palette.Vermilion));

    /// <summary>The connection probability of each block over the steps; null if the strategy has none.</summary>
    public static Figure? Probabilities(IReadOnlyList<SearchStep> steps) => steps[0].Probabilities.Length == 0
        ? null
        : HeatMapFigure.Create(
            "Connection probability of each block over the steps",
            [.. Enumerable.Range(0, steps[0].Probabilities.Length).Select(block => steps.Select(s => s.Probabilities[block]).ToArray())]);
}
