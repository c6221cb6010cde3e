using Lth4Sa.Search.Statistics;
using OxyPlot;

namespace Lth4Sa.Reports.Figures;

/// <summary>Accuracies by number of connections as violins (Fig. 2), with the full and the original network as lines.</summary>
internal static class ViolinFigure
{
    /// <param name="name">The name of the figure, for those who cannot see it.</param>
    /// <param name="yTitle">The title of the axis of the accuracies, with their unit.</param>
    public static Figure Create(string name, string yTitle, LandscapeStatistics statistics)
    {
        var violins = statistics.ByConnections;
        var (min, max) = (violins.Keys.Min() - 0.5, violins.Keys.Max() + 0.5);
        var values = violins.Values.SelectMany(v => new[] { v.Min, v.Max });
        var plot = PlotStyle.Plot(PlotStyle.Count("connected blocks", min, max), PlotStyle.Values(yTitle, values));
        foreach (var (connections, distribution) in violins)
        {
            plot.Series.Add(new ViolinSeries(connections, distribution));
        }

        AddLevel("full network", statistics.FullAccuracy, Palette.Black, LineStyle.Dash);
        AddLevel("original network", statistics.OriginalAccuracy, Palette.Vermilion, LineStyle.Solid);
        return new Figure(name, plot, PlotStyle.Height + PlotStyle.AddLegend(plot));

        void AddLevel(string title, double? accuracy, OxyColor colour, LineStyle style)
        {
            if (accuracy is { } level)
            {
                DataPoint[] ends = [new(min, level), new(max, level)];
                plot.Series.Add(new CurveSeries(title, colour, ends) { LineStyle = style, StrokeThickness = 1.25 });
            }
        }
    }
}
