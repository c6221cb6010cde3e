using System.Globalization;
using System.Net;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports;

/// <summary>Medians with quartiles, in a colour for each, and a legend.</summary>
internal static partial class Svg
{
    private const int LegendColumns = 5, LegendHeight = 18, LegendGap = 16;

    // Okabe and Ito's palette, which colour-blind people can tell apart, then darker ones.
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c564b", "#7f7f7f", "#6a3d9a"];

    public static string Bands(string yLabel, string xLabel, IReadOnlyList<Band> bands)
    {
        var finite = bands.SelectMany(b => b.Lower.Concat(b.Upper)).Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        var pad = high > low ? 0.05 * (high - low) : 1;
        (low, high) = (low - pad, high + pad);
        var (last, bottom) = (bands.Max(b => b.X[^1]), Height - Bottom);
        var height = Height + LegendGap + LegendHeight * ((bands.Count + LegendColumns - 1) / LegendColumns);
        var svg = Open(height, yLabel);
        AppendGrid(svg, low, high, Y);
        foreach (var (band, colour) in bands.Select((b, i) => (b, Colours[i % Colours.Length])))
        {
            var outline = Points(band.X, band.Upper).Concat(Points(band.X, band.Lower).Reverse());
            svg.Append(CultureInfo.InvariantCulture, $"""<polygon points="{string.Join(' ', outline)}" fill="{colour}" fill-opacity="0.12"/>""");
        }

        foreach (var (band, i) in bands.Select((b, i) => (b, i)))
        {
            var (colour, x, y) = (Colours[i % Colours.Length], Left + i % LegendColumns * (Width - Left - Right) / LegendColumns, Height + LegendGap + i / LegendColumns * LegendHeight);
            svg.Append(CultureInfo.InvariantCulture, $"""<polyline points="{string.Join(' ', Points(band.X, band.Median))}" stroke="{colour}"/><line x1="{x}" x2="{x + 18}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="2"/><text x="{x + 22}" y="{y + 4}">{WebUtility.HtmlEncode(band.Name)}</text>""");
        }

        AppendAxis(svg, xLabel, last, bottom);
        return Close(svg);

        double Y(double value) => Top + (bottom - Top) * (1 - (value - low) / (high - low));

        IEnumerable<string> Points(int[] at, double[] values) =>
            at.Zip(values, (x, v) => string.Create(CultureInfo.InvariantCulture, $"{X(x - 1, last):F1},{Y(v):F1}"));
    }
}
