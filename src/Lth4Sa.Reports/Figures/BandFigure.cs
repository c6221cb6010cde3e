using Lth4Sa.Search.Statistics;
using OxyPlot;
using OxyPlot.Series;

namespace Lth4Sa.Reports.Figures;

/// <summary>Medians over the seeds as lines, and what lies between the quartiles as bands behind them.</summary>
internal static class BandFigure
{
    private const byte Opacity = 36;

    /// <param name="name">The name of the figure, for those who cannot see it.</param>
    public static Figure Create(string name, string xTitle, string yTitle, IReadOnlyList<Band> bands)
    {
        var last = Math.Max(bands.Max(b => b.X[^1]), 2);
        var plot = PlotStyle.Plot(
            PlotStyle.Count(xTitle, 1, last), PlotStyle.Values(yTitle, bands.SelectMany(b => b.Lower.Concat(b.Upper))));
        foreach (var (i, band) in bands.Index())
        {
            plot.Series.Add(Quartiles(band, Colour(i)));
        }

        foreach (var (i, band) in bands.Index())
        {
            plot.Series.Add(new CurveSeries(PlotStyle.Label(band.Name), Colour(i), Points(band.X, band.Median)));
        }

        return new Figure(name, plot, PlotStyle.Height + PlotStyle.AddLegend(plot));
    }

    private static AreaSeries Quartiles(Band band, OxyColor colour)
    {
        var area = new AreaSeries
        {
            ToolTip = $"{PlotStyle.Label(band.Name)}: between the quartiles",
            StrokeThickness = 0,
            Fill = OxyColor.FromAColor(Opacity, colour),
        };
        area.Points.AddRange(Points(band.X, band.Upper));
        area.Points2.AddRange(Points(band.X, band.Lower));
        return area;
    }

    private static IEnumerable<DataPoint> Points(int[] at, double[] values) => at.Zip(values, (x, y) => new DataPoint(x, y));

    private static OxyColor Colour(int place) => Palette.Series[place % Palette.Series.Count];
}
