using Orleans;

namespace Lth4Sa.Networks.Training;

/// <summary>The progress of a training.</summary>
/// <param name="Epoch">The number of completed epochs.</param>
/// <param name="Epochs">The number of epochs in all.</param>
/// <param name="Iteration">The number of completed iterations of the epoch under way.</param>
/// <param name="Iterations">The number of iterations of an epoch.</param>
/// <param name="Loss">The mean loss of the iterations of this epoch; 0 before the first.</param>
/// <param name="ImagesPerSecond">The speed since the training started or resumed in this process, in images per second.</param>
/// <param name="SecondsLeft">The time that the training still takes, in seconds; 0 before the speed is known.</param>
/// <param name="Accuracy">The accuracy on the test images after the last epoch, in percent; null if it is not measured.</param>
[GenerateSerializer, Immutable]
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Iteration, int Iterations, double Loss, double ImagesPerSecond, double SecondsLeft, double? Accuracy = null)
{
    /// <summary>The part of the whole training that is done, in 0..1.</summary>
    public double Fraction => Epoch >= Epochs ? 1 : (Epoch + (double)Iteration / Iterations) / Epochs;
}
