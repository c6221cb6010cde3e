using System.Text;
using System.Xml;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace Lth4Sa.Reports.Figures;

/// <summary>What all plots have in common: size, margins, fonts, axes and legend.</summary>
internal static class PlotStyle
{
    /// <summary>The height of a plot of curves without its legend, in SVG units.</summary>
    public const double Height = 250;

    private const double MaxLabels = 20;

    // Values that differ by less, or by less than this share of their size, are drawn as equal: an axis would find no numbers between.
    private const double MinRange = 1e-100, MinShare = 1e-9;

    private const double FontSize = 11, LegendSpace = 10, LegendRow = 16, LegendSymbol = 34, Left = 64, Right = 16;

    /// <summary>An empty plot with its two axes.</summary>
    public static PlotModel Plot(LinearAxis x, LinearAxis y)
    {
        var plot = new PlotModel
        {
            DefaultFontSize = FontSize,
            TextColor = Palette.Text,
            PlotAreaBorderThickness = new OxyThickness(0),
            Padding = new OxyThickness(0, LegendSpace, 0, 0),
            PlotMargins = new OxyThickness(Left, 0, Right, 40),
        };
        plot.Axes.Add(x);
        plot.Axes.Add(y);
        return plot;
    }

    /// <summary>A horizontal axis of whole numbers such as steps, epochs or blocks.</summary>
    public static LinearAxis Count(string title, double min, double max)
    {
        // Up to twenty or so numbers each have their label, many have few.
        var axis = Axis(AxisPosition.Bottom, title, min, max, intervalLength: max - min <= MaxLabels ? 30 : 80, minStep: 1);
        axis.AxislineStyle = LineStyle.Solid;
        axis.AxislineColor = Palette.Axis;
        return axis;
    }

    /// <summary>An axis that holds all the finite values, with a twentieth of their range to spare on both sides.</summary>
    /// <param name="position">Left or bottom.</param>
    public static LinearAxis Values(string title, IEnumerable<double> values, AxisPosition position = AxisPosition.Left)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (min, max) = (finite.Min(), finite.Max());
        var size = Math.Max(Math.Abs(min), Math.Abs(max));
        var space = max - min > Math.Max(MinRange, MinShare * size) ? 0.05 * (max - min) : Math.Max(1, 0.05 * size);
        var axis = Axis(
            position, title, min - space, max + space, intervalLength: position == AxisPosition.Left ? 32 : 80, minStep: 0);
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = Palette.Grid;
        return axis;
    }

    /// <summary>A vertical axis with a label for each of the rows 1, 2, ..., the first on top.</summary>
    public static LinearAxis Rows(string title, int rows)
    {
        var axis = Axis(AxisPosition.Left, title, 0.5, rows + 0.5, intervalLength: 1, minStep: 1);
        (axis.StartPosition, axis.EndPosition, axis.MajorStep) = (1, 0, 1);
        return axis;
    }

    /// <summary>Adds a legend below the plot that names every series with a title, and answers the space it takes.</summary>
    public static double AddLegend(PlotModel plot)
    {
        plot.Legends.Add(new Legend
        {
            LegendPosition = LegendPosition.BottomLeft,
            LegendPlacement = LegendPlacement.Outside,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendItemAlignment = HorizontalAlignment.Left,
            LegendPadding = 0,
            LegendMargin = 0,
            LegendItemSpacing = 16,
            LegendSymbolLength = 18,
        });
        var canvas = new SvgCanvas();
        var width = plot.Series.Where(s => s.Title is not null).Sum(s => canvas.MeasureText(s.Title, "", FontSize, 0).Width + LegendSymbol);
        return LegendSpace + (LegendRow * Math.Ceiling(width / (Figure.Width - Left - Right)));
    }

    /// <summary>
    /// A name from outside as a label: characters that XML does not allow are replaced, and <c>_{</c> and <c>^{</c> are kept from being
    /// read as the subscripts and superscripts of OxyPlot's mathematics.
    /// </summary>
    public static string Label(string name)
    {
        var label = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            label.Append(Rune.IsControl(rune) || (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value)) ? Rune.ReplacementChar : rune);
        }

        return label.Replace("_{", "_\u200b{").Replace("^{", "^\u200b{").ToString();
    }

    private static LinearAxis Axis(
        AxisPosition position, string title, double min, double max, double intervalLength, double minStep) => new()
    {
        Position = position,
        Title = title,
        Minimum = min,
        Maximum = max,
        IntervalLength = intervalLength,
        MinimumMajorStep = minStep,
        TickStyle = TickStyle.None,
        AxisTitleDistance = 8,
    };
}
