using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Pages;

/// <summary>The contents of statistics.html: what section III of the paper says of a table of schemes.</summary>
public static class StatisticsReport
{
    /// <param name="table">The name of the table.</param>
    /// <param name="source">Where its accuracies come from; titles, axes and captions say it.</param>
    /// <param name="correlation">The correlation of the accuracy with another column; null for none.</param>
    public static string Write(
        string table, AccuracySource source, LandscapeStatistics statistics, FidelityStatistics? correlation) =>
        PageRenderer.Render<StatisticsView>(
            StatisticsView.Title(table, source), (nameof(StatisticsView.Table), table), (nameof(StatisticsView.Source), source),
            (nameof(StatisticsView.Statistics), statistics), (nameof(StatisticsView.Correlation), correlation));
}
