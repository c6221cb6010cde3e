namespace Lth4Sa.Networks.Training;

/// <param name="Epoch">Epochs completed.</param>
/// <param name="Iteration">Iterations of the epoch under way that are completed.</param>
/// <param name="Loss">Mean loss of the iterations of this epoch.</param>
/// <param name="ImagesPerSecond">Since training started or resumed in this process.</param>
/// <param name="Accuracy">The accuracy on the test images after the last epoch, in percent; null if it is not measured.</param>
public sealed record TrainingStatus(
    int Epoch, int Epochs, int Iteration, int Iterations, double Loss, double ImagesPerSecond, double SecondsLeft, double? Accuracy)
{
    public double Fraction => Epoch >= Epochs ? 1 : (Epoch + (double)Iteration / Iterations) / Epochs;
}
