using System.Globalization;
using System.Net;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports;

/// <summary>Distributions side by side (Fig. 2).</summary>
internal static partial class Svg
{
    /// <param name="full">A dotted black line, if known.</param>
    /// <param name="original">A red line, if known.</param>
    public static string Violins(string yLabel, string xLabel, IReadOnlyList<(string Label, Distribution Values)> violins, double? full, double? original)
    {
        var (low, high) = (violins.Min(v => v.Values.Min), violins.Max(v => v.Values.Max));
        var pad = high > low ? 0.05 * (high - low) : 1;
        (low, high) = (low - pad, high + pad);
        var each = (double)(Width - Left - Right) / violins.Count;
        var svg = Open(Height, yLabel);
        AppendGrid(svg, low, high, Y);
        foreach (var ((label, values), i) in violins.Select((v, i) => (v, i)))
        {
            var (middle, widest) = (Left + each * (i + 0.5), Math.Max(values.Density.Max(), double.Epsilon));
            var right = values.Density.Select((d, p) => Point(middle + 0.4 * each * d / widest, values, p));
            var left = values.Density.Select((d, p) => Point(middle - 0.4 * each * d / widest, values, p)).Reverse();
            svg.Append(CultureInfo.InvariantCulture, $"""<polygon points="{string.Join(' ', right.Concat(left))}" fill="#9ec1e8"/><line x1="{middle:F1}" x2="{middle:F1}" y1="{Y(values.Min):F1}" y2="{Y(values.Max):F1}" stroke="#1f5fa8"/>""");
            foreach (var bar in new[] { values.Min, values.Mean, values.Max })
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{middle - 0.15 * each:F1}" x2="{middle + 0.15 * each:F1}" y1="{Y(bar):F1}" y2="{Y(bar):F1}" stroke="#1f5fa8"/>""");
            }

            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{middle:F1}" y="{Height - Bottom + 16}" text-anchor="middle">{WebUtility.HtmlEncode(label)}</text>""");
        }

        AppendLevel(full, "#1b1f24", "3 3");
        AppendLevel(original, "#c0392b", "none");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{(Left + Width - Right) / 2}" y="{Height - Bottom + 32}" text-anchor="middle">{WebUtility.HtmlEncode(xLabel)}</text>""");
        return Close(svg);

        double Y(double value) => Top + (Height - Top - Bottom) * (1 - (value - low) / (high - low));

        string Point(double x, Distribution values, int place) => string.Create(
            CultureInfo.InvariantCulture, $"{x:F1},{Y(values.Min + (values.Max - values.Min) * place / (Distribution.Points - 1)):F1}");

        void AppendLevel(double? value, string colour, string dashes)
        {
            if (value is { } level)
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(level):F1}" y2="{Y(level):F1}" stroke="{colour}" stroke-dasharray="{dashes}"/>""");
            }
        }
    }
}
