using MathNet.Numerics.Statistics;

namespace Lth4Sa.Search.Statistics;

/// <summary>Strategies under one budget of unique evaluations, on the same seeds, by the same reward.</summary>
/// <param name="Budget">Unique evaluations that every run was allowed.</param>
/// <param name="Optimum">The highest reward there is; null if it is not known.</param>
/// <param name="Curves">Highest reward by unique evaluations. A run that ends before its budget keeps what it has.</param>
/// <param name="PBars">p-bar by step (Fig. 5), over the runs that are still under way; only of strategies with a policy.</param>
/// <param name="Wins">The tests of each contender against every contender, itself included.</param>
public sealed record Comparison(
    int Budget, IReadOnlyList<long> Seeds, double? Optimum,
    IReadOnlyList<ContenderSummary> Table, IReadOnlyList<Band> Curves, IReadOnlyList<Band> PBars,
    IReadOnlyList<PairedTest[]> Wins, IReadOnlyList<Contender> Contenders)
{
    /// <summary>Places of a curve that are kept.</summary>
    private const int MaxPoints = 200;

    private const double Rounding = 1e-9;

    public static Comparison Of(IReadOnlyList<Contender> contenders, int budget, double? optimum) => new(
        budget, [.. contenders[0].Runs.Select(r => r.Seed)], optimum,
        [.. contenders.Select(c => Summarise(c, optimum))],
        [.. contenders.Select(c => BandOf(c.Name, budget, x => c.Runs.Select(r => r.Curve[Math.Min(x, r.Curve.Length) - 1])))],
        [.. contenders.Where(c => c.Runs.All(r => r.PBar.Length > 0)).Select(c => BandOf(
            c.Name, c.Runs.Max(r => r.PBar.Length), x => c.Runs.Where(r => r.PBar.Length >= x).Select(r => r.PBar[x - 1])))],
        [.. contenders.Select(a => contenders.Select(b => PairedTest.Of([.. a.Runs.Select(r => r.Final)], [.. b.Runs.Select(r => r.Final)]))
            .ToArray())],
        contenders);

    private static ContenderSummary Summarise(Contender contender, double? optimum)
    {
        var finals = contender.Runs.Select(r => r.Final).ToArray();
        return new(
            contender.Name, finals.Median(), finals.LowerQuartile(), finals.UpperQuartile(), finals.Mean(),
            optimum - finals.Median(), optimum is null ? null : finals.Count(f => f >= optimum - Rounding),
            Median(r => r.Curve.Length), Median(r => r.Requested), Median(r => r.Images), Median(r => r.DeviceSeconds));

        double Median(Func<ContenderRun, double> value) => contender.Runs.Select(value).Median();
    }

    private static Band BandOf(string name, int length, Func<int, IEnumerable<double>> at)
    {
        var places = Enumerable.Range(0, Math.Min(length, MaxPoints))
            .Select(i => length <= MaxPoints ? i + 1 : 1 + (int)Math.Round(i * (length - 1.0) / (MaxPoints - 1))).ToArray();
        var values = places.Select(x => at(x).ToArray()).ToArray();
        return new Band(name, places, [.. values.Select(v => v.LowerQuartile())], [.. values.Select(v => v.Median())],
            [.. values.Select(v => v.UpperQuartile())]);
    }
}
