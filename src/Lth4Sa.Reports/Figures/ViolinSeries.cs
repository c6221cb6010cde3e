using System.Globalization;
using Lth4Sa.Search.Statistics;
using OxyPlot;
using OxyPlot.Series;

namespace Lth4Sa.Reports.Figures;

/// <summary>One violin: as wide as the density, with bars at the minimum, the mean and the maximum.</summary>
/// <param name="x">The place of its middle.</param>
internal sealed class ViolinSeries(double x, Distribution values) : XYAxisSeries
{
    private const double HalfWidth = 0.42, HalfBar = 0.16;

    private static readonly OxyColor Inside = OxyColor.FromAColor(110, Palette.Sky);

    public override void Render(IRenderContext rc)
    {
        rc.SetToolTip(string.Create(
            CultureInfo.InvariantCulture,
            $"{x} connected: {values.Count} schemes, mean {values.Mean:F2}, {values.Min:F2} to {values.Max:F2}"));
        ScreenPoint[] outline = [.. Side(1), .. Side(-1).Reverse()];
        rc.DrawPolygon(outline, Inside, OxyColors.Undefined, 0, EdgeRenderingMode.Automatic, null, LineJoin.Round);
        Line(new DataPoint(x, values.Min), new DataPoint(x, values.Max));
        foreach (var bar in new[] { values.Min, values.Mean, values.Max })
        {
            Line(new DataPoint(x - HalfBar, bar), new DataPoint(x + HalfBar, bar));
        }

        void Line(DataPoint from, DataPoint to) =>
            rc.DrawLine([Transform(from), Transform(to)], Palette.Blue, 1, EdgeRenderingMode.Automatic, null, LineJoin.Round);
    }

    private IEnumerable<ScreenPoint> Side(int sign)
    {
        var widest = Math.Max(values.Density.Max(), double.Epsilon);
        return values.Density.Select((density, i) => this.Transform(
            x + (sign * HalfWidth * density / widest), values.Min + ((values.Max - values.Min) * i / (Distribution.Points - 1))));
    }
}
