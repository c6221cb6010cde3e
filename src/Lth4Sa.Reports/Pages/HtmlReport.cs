using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Reports.Pages;

/// <summary>The contents of report.html: the table and the figures of one run.</summary>
public static class HtmlReport
{
    public static string Write(RunResult result, IReadOnlyList<SearchStep> steps) => PageRenderer.Render<RunView>(
        RunView.Title(result), (nameof(RunView.Result), result), (nameof(RunView.Steps), steps));
}
