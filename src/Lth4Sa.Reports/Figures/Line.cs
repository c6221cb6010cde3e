using OxyPlot;

namespace Lth4Sa.Reports.Figures;

/// <summary>One line of a <see cref="LineFigure"/>.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Values">The values at 1, 2, ...; a gap where a value is not finite.</param>
internal sealed record Line(string Name, IReadOnlyList<double> Values, OxyColor Colour);
