using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Reports.Pages;

/// <summary>The contents of report.html: the table and the figures of one run.</summary>
public static class HtmlReport
{
    public static string Write(RunResult result, IReadOnlyList<StepRecord> steps) => PageRenderer.Render<RunView>(
        RunView.Title(result), (nameof(RunView.Result), result), (nameof(RunView.Steps), steps));
}
