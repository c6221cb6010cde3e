using MathNet.Numerics.Statistics;

namespace Lth4Sa.Search.Statistics;

/// <summary>One run of a contender.</summary>
/// <param name="BestScheme">With the highest reward without the bonus.</param>
/// <param name="Curve">Highest reward without the bonus after 1, 2, ... unique evaluations.</param>
/// <param name="PBar">Of each step; empty if the strategy has no policy.</param>
/// <param name="Requested">Evaluations asked for.</param>
/// <param name="Images">Images forwarded.</param>
public sealed record ContenderRun(long Seed, string BestScheme, double[] Curve, double[] PBar, long Requested, long Images, double DeviceSeconds)
{
    public double Final => Curve[^1];
}

/// <param name="Name">Of the strategy, or of the strategy with its settings.</param>
/// <param name="Runs">In the order of their seeds; every contender has the same.</param>
public sealed record Contender(string Name, IReadOnlyList<ContenderRun> Runs);

/// <summary>Median and quartiles over the seeds.</summary>
/// <param name="X">Unique evaluations, or steps, from 1.</param>
public sealed record Band(string Name, int[] X, double[] Lower, double[] Median, double[] Upper);

/// <summary>A row of the table.</summary>
/// <param name="FinalMedian">Of the runs' highest rewards.</param>
/// <param name="RegretMedian">Median of what they fall short of the best reward there is; null if that is not known.</param>
/// <param name="Optimal">Runs that found it; null if it is not known.</param>
/// <param name="Unique">Median of the unique evaluations that were used.</param>
public sealed record ContenderSummary(
    string Name, double FinalMedian, double FinalLower, double FinalUpper, double FinalMean, double? RegretMedian, int? Optimal,
    double Unique, double Requested, double Images, double DeviceSeconds);

/// <summary>Strategies under one budget of unique evaluations, on the same seeds, by the same reward.</summary>
/// <param name="Budget">Unique evaluations that every run was allowed.</param>
/// <param name="Optimum">The highest reward there is; null if it is not known.</param>
/// <param name="Curves">Highest reward by unique evaluations. A run that ends before its budget keeps what it has.</param>
/// <param name="PBars">p-bar by step (Fig. 5), over the runs that are still under way; only of strategies with a policy.</param>
/// <param name="Wins">For each contender its tests against every contender, itself included.</param>
public sealed record Comparison(
    int Budget, IReadOnlyList<long> Seeds, double? Optimum, IReadOnlyList<ContenderSummary> Table, IReadOnlyList<Band> Curves, IReadOnlyList<Band> PBars,
    IReadOnlyList<PairedTest[]> Wins, IReadOnlyList<Contender> Contenders)
{
    /// <summary>Places of a curve that are kept.</summary>
    private const int MostPoints = 200;

    private const double Rounding = 1e-9;

    public static Comparison Of(IReadOnlyList<Contender> contenders, int budget, double? optimum) => new(
        budget, [.. contenders[0].Runs.Select(r => r.Seed)], optimum,
        [.. contenders.Select(c => Summarise(c, optimum))],
        [.. contenders.Select(c => BandOf(c.Name, budget, x => c.Runs.Select(r => r.Curve[Math.Min(x, r.Curve.Length) - 1])))],
        [.. contenders.Where(c => c.Runs.All(r => r.PBar.Length > 0)).Select(c => BandOf(
            c.Name, c.Runs.Max(r => r.PBar.Length), x => c.Runs.Where(r => r.PBar.Length >= x).Select(r => r.PBar[x - 1])))],
        [.. contenders.Select(a => contenders.Select(b => PairedTest.Of([.. a.Runs.Select(r => r.Final)], [.. b.Runs.Select(r => r.Final)])).ToArray())],
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
        var places = Enumerable.Range(0, Math.Min(length, MostPoints)).Select(i => length <= MostPoints ? i + 1 : 1 + (int)Math.Round(i * (length - 1.0) / (MostPoints - 1))).ToArray();
        var values = places.Select(x => at(x).ToArray()).ToArray();
        return new Band(name, places, [.. values.Select(v => v.LowerQuartile())], [.. values.Select(v => v.Median())], [.. values.Select(v => v.UpperQuartile())]);
    }
}
