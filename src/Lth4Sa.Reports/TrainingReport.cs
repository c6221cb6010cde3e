using System.Globalization;
using System.Text;

namespace Lth4Sa.Reports;

/// <summary>report.html of a training: its facts, and its curves over the epochs.</summary>
public static class TrainingReport
{
    /// <param name="facts">Names and values, in order.</param>
    /// <param name="losses">Mean training loss of each epoch.</param>
    /// <param name="accuracies">Test accuracy after each epoch, in percent.</param>
    public static string Write(string title, IReadOnlyList<(string Name, string Value)> facts, double[] losses, double[] accuracies)
    {
        var html = new StringBuilder(HtmlPage.Head(title));
        html.Append(CultureInfo.InvariantCulture, $"<h1>{HtmlPage.Text(title)}</h1>");
        HtmlPage.AppendTable(html, ["", ""], [.. facts.Select(f => new[] { f.Name, f.Value })], _ => false);
        html.Append("<h2>Test accuracy (%)</h2>").Append(Svg.Lines("test accuracy (%)", "epoch", ("accuracy", "best", accuracies)));
        html.Append("<h2>Training loss</h2>").Append(Svg.Lines("loss", "epoch", ("loss", "pbar", losses)));
        return html.Append("</body></html>").Append('\n').ToString();
    }
}
