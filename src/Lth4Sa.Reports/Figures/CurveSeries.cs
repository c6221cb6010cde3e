using OxyPlot;
using OxyPlot.Series;

namespace Lth4Sa.Reports.Figures;

/// <summary>A line that shows its title as a tooltip; a single point is a dot.</summary>
internal sealed class CurveSeries : LineSeries
{
    public CurveSeries(string title, OxyColor colour, IEnumerable<DataPoint> points)
    {
        (Title, Color, StrokeThickness) = (title, colour, 1.75);
        Points.AddRange(points);
        MarkerType = Points.Count == 1 ? MarkerType.Circle : MarkerType.None;
    }

    // OxyPlot would give the tooltip of a series to its legend too.
    public override void Render(IRenderContext rc)
    {
        rc.SetToolTip(Title);
        base.Render(rc);
    }
}
