using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Figures;

/// <summary>The figures of section III of the paper.</summary>
public static class StatisticsFigures
{
    /// <summary>Accuracies by number of connections (Fig. 2).</summary>
    public static Figure Accuracies(LandscapeStatistics statistics) => ViolinFigure.Create("Accuracy by connections", statistics);

    /// <summary>How often each block is connected in tickets and in bad schemes (Eq. 5, Fig. 3); null if there are neither.</summary>
    public static Figure? Scores(LandscapeStatistics statistics)
    {
        Line[] lines =
        [
            .. statistics.TicketScore is { } tickets ? [new("tickets", tickets.Scores, Palette.Blue)] : Array.Empty<Line>(),
            .. statistics.BadScore is { } bad ? [new("bad schemes", bad.Scores, Palette.Vermilion)] : Array.Empty<Line>(),
        ];
        return lines.Length == 0
            ? null
            : LineFigure.Create("Connection score of each block", "block", "connection score (share of schemes)", lines);
    }
}
