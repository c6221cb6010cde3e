namespace Lth4Sa.Reports.Pages;

/// <summary>The contents of the report.html of a training: its facts, and its curves over the epochs.</summary>
public static class TrainingReport
{
    /// <param name="facts">Names and values, in order.</param>
    /// <param name="losses">The mean training loss of each epoch.</param>
    /// <param name="accuracies">The test accuracy after each epoch, in percent.</param>
    public static string Write(string title, IReadOnlyList<(string Name, string Value)> facts, double[] losses, double[] accuracies) =>
        PageRenderer.Render<TrainingView>(
            title, (nameof(TrainingView.Title), title), (nameof(TrainingView.Facts), facts),
            (nameof(TrainingView.Losses), losses), (nameof(TrainingView.Accuracies), accuracies));
}
