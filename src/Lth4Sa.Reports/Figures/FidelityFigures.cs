using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Figures;

/// <summary>The figure of two numbers of each scheme, such as the supernet's accuracy and that of training from scratch.</summary>
public static class FidelityFigures
{
    /// <summary>A point for each scheme, coloured by its connections, and the line of least squares.</summary>
    public static Figure Scatter(FidelityStatistics statistics) => ScatterFigure.Create(
        $"{statistics.Y} against {statistics.X}, {statistics.Schemes} schemes", statistics.Pairs, statistics.Line);
}
