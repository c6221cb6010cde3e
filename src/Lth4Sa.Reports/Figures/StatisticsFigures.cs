using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Figures;

/// <summary>The figures of section III of the paper.</summary>
public static class StatisticsFigures
{
    /// <summary>Accuracies by number of connections (Fig. 2).</summary>
    /// <param name="source">Where the accuracies come from; the axis says it.</param>
    public static Figure Accuracies(AccuracySource source, LandscapeStatistics statistics) =>
        ViolinFigure.Create($"{source.Title}, by connections", source.Axis, statistics);

    /// <summary>How often each block is connected in tickets and in bad schemes (Eq. 5, Fig. 3); null if there are neither.</summary>
    /// <param name="source">Where the accuracies come from, by which schemes are tickets or bad; the legend says it.</param>
    public static Figure? Scores(AccuracySource source, LandscapeStatistics statistics)
    {
        Line[] lines =
        [
            .. statistics.TicketScore is { } tickets ? [new($"tickets by {source.Label}", tickets.Scores, Palette.Blue)] : Array.Empty<Line>(),
            .. statistics.BadScore is { } bad ? [new($"bad schemes by {source.Label}", bad.Scores, Palette.Vermilion)] : Array.Empty<Line>(),
        ];
        return lines.Length == 0
            ? null
            : LineFigure.CreateWithLegend(
                $"Connection score of each block, by {source.Title}", "block", "connection score (share of schemes)", lines);
    }
}
