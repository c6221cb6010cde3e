using System.Globalization;
using System.Net;
using System.Text;

namespace Lth4Sa.Reports;

/// <summary>Draws figures as inline SVG: lines over steps, and heat maps.</summary>
internal static partial class Svg
{
    private const int Width = 720, Height = 240, Left = 72, Right = 16, Top = 16, Bottom = 36;

    /// <param name="lines">Each a name, a CSS class and its values over 1, 2, ... of what <paramref name="xLabel"/> says.</param>
    public static string Lines(string yLabel, string xLabel, params (string Name, string Class, double[] Values)[] lines)
    {
        var finite = lines.SelectMany(l => l.Values).Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        var pad = high > low ? 0.05 * (high - low) : 1;
        (low, high) = (low - pad, high + pad);
        var steps = lines.Max(l => l.Values.Length);
        var svg = Open(Height, yLabel);
        AppendGrid(svg, low, high, Y);

        foreach (var (_, style, values) in lines)
        {
            var points = string.Join(' ', values.Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"{X(i, steps):F1},{Y(v):F1}")));
            svg.Append(CultureInfo.InvariantCulture, $"""<polyline class="{style}" points="{points}"/>""");
        }

        AppendAxis(svg, xLabel, steps, Height - Bottom);
        return Close(svg);

        double Y(double value) => Top + (Height - Top - Bottom) * (1 - (value - low) / (high - low));
    }

    /// <param name="rows">For each row (block) its values in 0..1 over steps.</param>
    public static string HeatMap(string yLabel, double[][] rows)
    {
        const int RowHeight = 16, MaxColumns = 240;
        var steps = rows[0].Length;
        var columns = Math.Min(steps, MaxColumns);
        var height = Top + rows.Length * RowHeight + Bottom;
        var cell = (double)(Width - Left - Right) / columns;
        var svg = Open(height, yLabel);
        for (var row = 0; row < rows.Length; row++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Left - 6}" y="{Top + row * RowHeight + 12}" text-anchor="end">{row + 1}</text>""");
            for (var column = 0; column < columns; column++)
            {
                var value = rows[row][column * steps / columns];
                svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{Left + column * cell:F2}" y="{Top + row * RowHeight}" width="{cell + 0.5:F2}" height="{RowHeight - 1}" fill="{Colour(value)}"><title>block {row + 1}, step {column * steps / columns + 1}: {value:F3}</title></rect>""");
            }
        }

        AppendAxis(svg, "step", steps, height - Bottom);
        return Close(svg);
    }

    /// <summary>Blue for 0, white for 1/2, red for 1.</summary>
    public static string Colour(double value)
    {
        var distance = Math.Clamp(Math.Abs(value - 0.5) * 2, 0, 1);
        var (strong, pale) = ((int)Math.Round(248 - 40 * distance), (int)Math.Round(248 - 188 * distance));
        return value >= 0.5 ? $"rgb({strong},{pale},{pale})" : $"rgb({pale},{pale},{strong})";
    }

    private static void AppendGrid(StringBuilder svg, double low, double high, Func<double, double> y)
    {
        for (var tick = 0; tick <= 4; tick++)
        {
            var value = low + (high - low) * tick / 4;
            svg.Append(CultureInfo.InvariantCulture, $"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{y(value):F1}" y2="{y(value):F1}"/><text x="{Left - 6}" y="{y(value) + 4:F1}" text-anchor="end">{value:G3}</text>""");
        }
    }

    private static double X(int index, int steps) => Left + (double)(Width - Left - Right) * index / Math.Max(1, steps - 1);

    private static void AppendAxis(StringBuilder svg, string label, int steps, int y)
    {
        foreach (var step in new[] { 0, steps / 4, steps / 2, 3 * steps / 4, steps - 1 }.Where(s => s >= 0).Distinct())
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{X(step, steps):F1}" y="{y + 16}" text-anchor="middle">{step + 1}</text>""");
        }

        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{(Left + Width - Right) / 2}" y="{y + 32}" text-anchor="middle">{label}</text>""");
    }

    private static StringBuilder Open(int height, string yLabel) => new StringBuilder().Append(CultureInfo.InvariantCulture,
        $"""<svg viewBox="0 0 {Width} {height}" role="img"><text x="12" y="{height / 2}" transform="rotate(-90 12 {height / 2})" text-anchor="middle">{WebUtility.HtmlEncode(yLabel)}</text>""");

    private static string Close(StringBuilder svg) => svg.Append("</svg>").ToString();
}
