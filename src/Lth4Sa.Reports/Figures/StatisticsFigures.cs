using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;
using OxyPlot;

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
        var lines = new List<Line>();
        Add("tickets", statistics.TicketScore, Palette.Blue);
        Add("bad schemes", statistics.BadScore, Palette.Vermilion);
        return lines.Count == 0
            ? null
            : LineFigure.CreateWithLegend(
                $"Connection score of each block, by {source.Title}", "block", "connection score (share of schemes)", [.. lines]);

        void Add(string schemes, ConnectionScore? score, OxyColor colour)
        {
            if (score is not null)
            {
                lines.Add(new Line($"{schemes} by {source.Label}", score.Scores, colour));
            }
        }
    }
}
