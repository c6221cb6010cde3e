using System.Globalization;
using Lth4Sa.Search.Statistics;
using OxyPlot;
using OxyPlot.Series;

namespace Lth4Sa.Reports.Figures;

/// <summary>Schemes as points of one colour, each with its scheme and its numbers as a tooltip.</summary>
internal sealed class PointSeries(IReadOnlyList<PairedScheme> schemes, OxyColor colour) : XYAxisSeries
{
    private const double Radius = 3.5;

    // Points that lie on each other are still to be seen.
    private const byte Opacity = 190;

    private readonly OxyColor fill = OxyColor.FromAColor(Opacity, colour);

    public override void Render(IRenderContext rc)
    {
        foreach (var scheme in schemes)
        {
            rc.SetToolTip(string.Create(
                CultureInfo.InvariantCulture,
                $"{scheme.Scheme}, {scheme.Scheme.Connections} connected: {scheme.X:G6}, {scheme.Y:G6}"));
            Dot(rc, this.Transform(scheme.X, scheme.Y));
        }
    }

    public override void RenderLegend(IRenderContext rc, OxyRect legendBox) => Dot(rc, legendBox.Center);

    private void Dot(IRenderContext rc, ScreenPoint at) => rc.DrawEllipse(
        new OxyRect(at.X - Radius, at.Y - Radius, 2 * Radius, 2 * Radius), fill, OxyColors.Undefined, 0, EdgeRenderingMode.Automatic);
}
