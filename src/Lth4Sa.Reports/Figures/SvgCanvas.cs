using System.Globalization;
using System.Xml.Linq;
using OxyPlot;

namespace Lth4Sa.Reports.Figures;

/// <summary>
/// Draws what OxyPlot lays out as SVG that can stand inside an HTML page. OxyPlot's own SVG is made for a file of its own: it has
/// namespaces, ids that several figures of one page would share, and no tooltips.
/// </summary>
internal sealed class SvgCanvas : RenderContextBase
{
    private readonly List<XElement> shapes = [];
    private string? tip;
    private int clips;

    public override int ClipCount => clips;

    public string ToSvg(string name, double width, double height)
    {
        var svg = new XElement("svg", new XAttribute("viewBox", $"0 0 {Text(width)} {Text(height)}"));
        svg.Add(new XAttribute("role", "img"), new XAttribute("aria-label", name), shapes);
        return svg.ToString(SaveOptions.DisableFormatting);
    }

    // The axes of every figure hold all of its data, so that nothing has to be cut off.
    public override void PushClip(OxyRect clippingRectangle) => clips++;

    public override void PopClip() => clips--;

    public override void SetToolTip(string? text) => tip = text;

    public override void DrawLine(
        IList<ScreenPoint> points, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[]? dashArray,
        LineJoin lineJoin)
    {
        if (stroke.IsInvisible() || thickness <= 0)
        {
            return;
        }

        // What has a tooltip is data; the rest are gridlines and legends.
        var line = points.Count == 2 && tip is null
            ? Shape("line", ("x1", points[0].X), ("y1", points[0].Y), ("x2", points[1].X), ("y2", points[1].Y))
            : Shape("polyline", new XAttribute("points", Text(points)), new XAttribute("fill", "none"));
        line.Add(new XAttribute("stroke", Text(stroke)), new XAttribute("stroke-width", Text(thickness)));
        if (dashArray is { Length: > 0 })
        {
            line.Add(new XAttribute("stroke-dasharray", string.Join(' ', dashArray.Select(d => Text(d * thickness)))));
        }
    }

    public override void DrawPolygon(
        IList<ScreenPoint> points, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode,
        double[]? dashArray, LineJoin lineJoin) =>
        Fill(Shape("polygon", new XAttribute("points", Text(points))), fill);

    public override void DrawRectangle(OxyRect rect, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode)
    {
        if (fill.IsVisible())
        {
            Fill(Shape("rect", ("x", rect.Left), ("y", rect.Top), ("width", rect.Width), ("height", rect.Height)), fill);
        }
    }

    public override void DrawEllipse(OxyRect rect, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode) =>
        Fill(Shape("circle", ("cx", rect.Center.X), ("cy", rect.Center.Y), ("r", rect.Width / 2)), fill);

    public override void DrawText(
        ScreenPoint p, string? text, OxyColor fill, string fontFamily, double fontSize, double fontWeight, double rotate,
        HorizontalAlignment halign, VerticalAlignment valign, OxySize? maxSize)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var baseline = p.Y + (fontSize * valign switch { VerticalAlignment.Top => 0.95, VerticalAlignment.Middle => 0.35, _ => -0.25 });
        var anchor = halign switch { HorizontalAlignment.Left => "start", HorizontalAlignment.Center => "middle", _ => "end" };
        var element = Shape("text", ("x", p.X), ("y", baseline), ("font-size", fontSize));
        element.Add(new XAttribute("text-anchor", anchor), new XAttribute("fill", Text(fill)), text);
        if (rotate != 0)
        {
            element.Add(new XAttribute("transform", $"rotate({Text(rotate)} {Text(p.X)} {Text(p.Y)})"));
        }
    }

    // The page's font is not known here: this is about what a wide sans-serif font takes, and twice that for ideographs.
    public override OxySize MeasureText(string? text, string fontFamily, double fontSize, double fontWeight) =>
        string.IsNullOrEmpty(text) ? OxySize.Empty : new OxySize(fontSize * text.Sum(c => c < '\u1100' ? 0.6 : 1.2), 1.2 * fontSize);

    private XElement Shape(string name, params (string Name, double Value)[] attributes) =>
        Shape(name, [.. attributes.Select(a => new XAttribute(a.Name, Text(a.Value)))]);

    private XElement Shape(string name, params XAttribute[] attributes)
    {
        var shape = new XElement(name, attributes);
        if (tip is not null)
        {
            shape.Add(new XElement("title", tip));
        }

        shapes.Add(shape);
        return shape;
    }

    private static void Fill(XElement shape, OxyColor fill)
    {
        shape.Add(new XAttribute("fill", Text(fill)));
        if (fill.A < byte.MaxValue)
        {
            shape.Add(new XAttribute("fill-opacity", Text((double)fill.A / byte.MaxValue)));
        }
    }

    private static string Text(OxyColor colour) => $"#{colour.R:x2}{colour.G:x2}{colour.B:x2}";

    private static string Text(IEnumerable<ScreenPoint> points) => string.Join(' ', points.Select(p => $"{Text(p.X)},{Text(p.Y)}"));

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
