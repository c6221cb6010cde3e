using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Pages;

/// <summary>The contents of compare.html: the tables and curves of a comparison.</summary>
public static class CompareReport
{
    /// <param name="subject">What was searched.</param>
    /// <param name="source">Where the accuracies come from.</param>
    /// <param name="comparison">The comparison.</param>
    public static string Write(string subject, AccuracySource source, Comparison comparison) => PageRenderer.Render<ComparisonView>(
        ComparisonView.Title(subject), (nameof(ComparisonView.Subject), subject), (nameof(ComparisonView.Source), source),
        (nameof(ComparisonView.Comparison), comparison));
}
