namespace Lth4Sa.Reports.Figures;

/// <summary>The curves of the training of one network over its epochs.</summary>
public static class TrainingFigures
{
    /// <param name="accuracies">The test accuracy after each epoch, in percent.</param>
    public static Figure Accuracies(double[] accuracies) =>
        LineFigure.Create("Test accuracy over the epochs", "epoch", "test accuracy (%)", new Line("accuracy", accuracies, Palette.Blue));

    /// <param name="losses">The mean training loss (cross entropy) of each epoch.</param>
    public static Figure Losses(double[] losses) =>
        LineFigure.Create("Training loss over the epochs", "epoch", "training loss", new Line("loss", losses, Palette.Vermilion));
}
