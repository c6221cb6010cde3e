using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Csv;

/// <summary>
/// The contents of fidelity.csv: the accuracies of each scheme, in percent. It is readable as an <see cref="EvaluationTable"/> of the
/// accuracies from scratch.
/// </summary>
public static class FidelityCsv
{
    /// <param name="subject">What was evaluated and trained; the comment in the first line ends with it.</param>
    public static string Write(string subject, FidelityStudy study) => CsvText.Write(
        $"{AccuracySource.Scratch.Comment}; {subject}",
    [
        [
            EvaluationTable.SchemeColumn, "connections",
            .. study.Variants.Select(name => $"{AccuracySource.Supernet.Name} {name}"), EvaluationTable.AccuracyColumn,
        ],
        .. study.Rows.Select(row => (object?[])
            [row.Scheme.ToString(), row.Scheme.Connections, .. row.Supernet.Cast<object?>(), row.Scratch]),
    ]);
}
