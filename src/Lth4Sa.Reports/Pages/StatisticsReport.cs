using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Pages;

/// <summary>The contents of statistics.html: what section III of the paper says of a table of schemes.</summary>
public static class StatisticsReport
{
    /// <param name="table">The name of the table.</param>
    public static string Write(string table, LandscapeStatistics statistics, ColumnCorrelation? correlation) =>
        PageRenderer.Render<StatisticsView>(
            StatisticsView.Title(table), (nameof(StatisticsView.Table), table), (nameof(StatisticsView.Statistics), statistics),
            (nameof(StatisticsView.Correlation), correlation));
}
