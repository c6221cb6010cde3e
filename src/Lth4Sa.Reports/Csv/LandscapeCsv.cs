using Lth4Sa.Search.Landscapes;

namespace Lth4Sa.Reports.Csv;

/// <summary>The contents of landscape.csv: every scheme of a space, readable as an <see cref="EvaluationTable"/>.</summary>
public static class LandscapeCsv
{
    /// <param name="source">Where the accuracies come from; the comment in the first line begins with it.</param>
    /// <param name="subject">What was evaluated; the comment ends with it.</param>
    public static string Write(AccuracySource source, string subject, IEnumerable<LandscapeRow> rows) => CsvText.Write(
        $"{source.Comment}; {subject}",
    [
        [EvaluationTable.SchemeColumn, EvaluationTable.AccuracyColumn, "correct", "total", "parameters", "multiplyAdds"],
        .. rows.Select(r => new object?[] { r.Scheme.ToString(), r.Accuracy, r.Correct, r.Total, r.Parameters, r.MultiplyAdds }),
    ]);
}
