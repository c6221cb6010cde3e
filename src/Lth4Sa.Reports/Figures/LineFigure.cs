using OxyPlot;

namespace Lth4Sa.Reports.Figures;

/// <summary>Lines over steps, epochs or blocks.</summary>
internal static class LineFigure
{
    /// <summary>A figure whose lines are named by a legend if there are several.</summary>
    /// <param name="name">The name of the figure, for those who cannot see it.</param>
    public static Figure Create(string name, string xTitle, string yTitle, params Line[] lines) =>
        Draw(name, xTitle, yTitle, lines, hasLegend: lines.Length > 1);

    /// <summary>A figure that names even a single line.</summary>
    /// <param name="name">The name of the figure, for those who cannot see it.</param>
    public static Figure CreateWithLegend(string name, string xTitle, string yTitle, params Line[] lines) =>
        Draw(name, xTitle, yTitle, lines, hasLegend: true);

    private static Figure Draw(string name, string xTitle, string yTitle, Line[] lines, bool hasLegend)
    {
        var last = Math.Max(lines.Max(l => l.Values.Count), 2);
        var plot = PlotStyle.Plot(PlotStyle.Count(xTitle, 1, last), PlotStyle.Values(yTitle, lines.SelectMany(l => l.Values)));
        foreach (var line in lines)
        {
            plot.Series.Add(new CurveSeries(line.Name, line.Colour, line.Values.Select((value, i) => new DataPoint(i + 1, value))));
        }

        return new Figure(name, plot, PlotStyle.Height + (hasLegend ? PlotStyle.AddLegend(plot) : 0));
    }
}
