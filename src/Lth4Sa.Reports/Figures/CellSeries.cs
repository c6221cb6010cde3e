using System.Globalization;
using OxyPlot;
using OxyPlot.Series;

namespace Lth4Sa.Reports.Figures;

/// <summary>
/// The cells of a heat map, each with its value as a tooltip; where there are more steps than columns, a column shows its first step.
/// </summary>
internal sealed class CellSeries(IReadOnlyList<double[]> blocks, int columns) : XYAxisSeries
{
    // Neighbours overlap a little: where edges only meet, rounding to pixels would let the background shine through.
    private const double Overlap = 0.3;

    public override void Render(IRenderContext rc)
    {
        var steps = blocks[0].Length;
        for (var block = 0; block < blocks.Count; block++)
        {
            for (var column = 0; column < columns; column++)
            {
                var step = (int)((long)column * steps / columns);
                var next = (int)((column + 1L) * steps / columns);
                var (from, to) = (this.Transform(step + 0.5, block + 0.52), this.Transform(next + 0.5, block + 1.48));
                rc.SetToolTip(string.Create(CultureInfo.InvariantCulture, $"block {block + 1}, step {step + 1}: {blocks[block][step]:F3}"));
                rc.DrawRectangle(
                    new OxyRect(from.X, from.Y, to.X - from.X + (next < steps ? Overlap : 0), to.Y - from.Y),
                    Palette.OfProbability(blocks[block][step]), OxyColors.Undefined, 0, EdgeRenderingMode.Automatic);
            }
        }
    }
}
