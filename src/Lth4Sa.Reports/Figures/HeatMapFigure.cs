namespace Lth4Sa.Reports.Figures;

/// <summary>The connection probability of every block over the steps, as coloured cells.</summary>
internal static class HeatMapFigure
{
    private const int MaxColumns = 240, MinRow = 16, MaxRow = 28, MinHeight = 140, AxisHeight = 50;

    /// <param name="name">The name of the figure, for those who cannot see it.</param>
    /// <param name="blocks">The probabilities of each block, in 0..1, over the steps.</param>
    public static Figure Create(string name, IReadOnlyList<double[]> blocks)
    {
        var (rows, steps) = (blocks.Count, blocks[0].Length);
        var plot = PlotStyle.Plot(PlotStyle.Count("step", 0.5, steps + 0.5), PlotStyle.Rows("block", rows));
        plot.Series.Add(new CellSeries(blocks, Math.Min(steps, MaxColumns)));
        return new Figure(name, plot, (rows * Math.Clamp(MinHeight / rows, MinRow, MaxRow)) + AxisHeight);
    }
}
