using OxyPlot;

namespace Lth4Sa.Reports.Figures;

/// <summary>A figure of a report. OxyPlot lays it out; it is drawn as SVG that stands inside a page and needs nothing else.</summary>
public sealed class Figure
{
    /// <summary>The width of every figure in SVG units; a page scales it to its own width.</summary>
    public const double Width = 720;

    private readonly string name;
    private readonly PlotModel plot;
    private readonly double height;

    internal Figure(string name, PlotModel plot, double height) => (this.name, this.plot, this.height) = (name, plot, height);

    /// <summary>The figure as an SVG element; the same data give the same text.</summary>
    public string ToSvg()
    {
        var canvas = new SvgCanvas();
        ((IPlotModel)plot).Update(updateData: true);
        ((IPlotModel)plot).Render(canvas, new OxyRect(0, 0, Width, height));
        return plot.GetLastPlotException() is { } fault
            ? throw new InvalidOperationException($"The figure '{name}' cannot be drawn.", fault)
            : canvas.ToSvg(name, Width, height);
    }
}
