using System.Globalization;
using Lth4Sa.Search.Statistics;
using OxyPlot;
using OxyPlot.Axes;

namespace Lth4Sa.Reports.Figures;

/// <summary>Schemes as points of two numbers, coloured by their connections, with the line of least squares.</summary>
internal static class ScatterFigure
{
    /// <summary>The most points that are drawn; of more schemes, evenly spaced ones.</summary>
    public const int MaxPoints = 4096;

    private const double Height = 340;

    /// <param name="name">The name of the figure, for those who cannot see it.</param>
    /// <param name="pairs">The schemes, and the titles of the axes; at least one scheme.</param>
    /// <param name="line">The line of least squares; null if there is none.</param>
    public static Figure Create(string name, PairedColumns pairs, RegressionLine? line)
    {
        var (min, max) = (pairs.Schemes.Min(s => s.X), pairs.Schemes.Max(s => s.X));
        DataPoint[] ends = line is null ? [] : [new(min, line.At(min)), new(max, line.At(max))];
        var plot = PlotStyle.Plot(
            PlotStyle.Values(PlotStyle.Label(pairs.X), pairs.Xs, AxisPosition.Bottom),
            PlotStyle.Values(PlotStyle.Label(pairs.Y), pairs.Ys.Concat(ends.Select(e => e.Y))));
        var groups = Shown(pairs.Schemes).GroupBy(s => s.Scheme.Connections).OrderBy(g => g.Key).ToArray();
        foreach (var (i, group) in groups.Index())
        {
            // The colours are in order: the first, the middle and the last are enough of a legend.
            var isNamed = i == 0 || i == groups.Length / 2 || i == groups.Length - 1;
            plot.Series.Add(new PointSeries([.. group], Palette.OfShare(i / Math.Max(groups.Length - 1.0, 1)))
            {
                Title = isNamed ? string.Create(CultureInfo.InvariantCulture, $"{group.Key} connected") : null,
            });
        }

        if (line is not null)
        {
            plot.Series.Add(new CurveSeries(Equation(line), Palette.Black, ends) { LineStyle = LineStyle.Dash, StrokeThickness = 1.25 });
        }

        return new Figure(name, plot, Height + PlotStyle.AddLegend(plot));
    }

    private static IEnumerable<PairedScheme> Shown(IReadOnlyList<PairedScheme> schemes)
    {
        var count = Math.Min(schemes.Count, MaxPoints);
        return Enumerable.Range(0, count).Select(i => schemes[(int)((long)i * schemes.Count / count)]);
    }

    private static string Equation(RegressionLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"least squares: y = {line.Slope:G3} x {(line.Intercept < 0 ? '-' : '+')} {Math.Abs(line.Intercept):G4}");
}
