using OxyPlot;

namespace Lth4Sa.Reports.Figures;

/// <summary>Lines over steps, epochs or blocks.</summary>
internal static class LineFigure
{
    /// <param name="name">The name of the figure, for those who cannot see it.</param>
    public static Figure Create(string name, string xTitle, string yTitle, params Line[] lines)
    {
        var last = Math.Max(lines.Max(l => l.Values.Count), 2);
        var plot = PlotStyle.Plot(PlotStyle.Count(xTitle, 1, last), PlotStyle.Values(yTitle, lines.SelectMany(l => l.Values)));
        foreach (var line in lines)
        {
            plot.Series.Add(new CurveSeries(line.Name, line.Colour, line.Values.Select((value, i) => new DataPoint(i + 1, value))));
        }

        return new Figure(name, plot, PlotStyle.Height + (lines.Length > 1 ? PlotStyle.AddLegend(plot) : 0));
    }
}
