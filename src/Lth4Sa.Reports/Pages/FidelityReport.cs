using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Reports.Pages;

/// <summary>The contents of fidelity.html: the correlations of a fidelity study, and a scatter plot for each supernet.</summary>
public static class FidelityReport
{
    /// <param name="subject">What was evaluated and trained.</param>
    public static string Write(string subject, FidelityStudy study) => PageRenderer.Render<FidelityStudyView>(
        FidelityStudyView.Title(subject), (nameof(FidelityStudyView.Subject), subject), (nameof(FidelityStudyView.Study), study));
}
