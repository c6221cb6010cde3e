namespace Lth4Sa.Contracts.Supernets;

/// <summary>The progress of a training.</summary>
/// <param name="Fraction">The part of the whole training that is done, in 0..1.</param>
/// <param name="Epoch">The number of completed epochs.</param>
/// <param name="Epochs">The number of epochs in all.</param>
/// <param name="Loss">The mean loss of the iterations of this epoch.</param>
/// <param name="ImagesPerSecond">The speed, in images per second.</param>
/// <param name="SecondsLeft">The time that the training still takes, in seconds.</param>
[GenerateSerializer, Immutable]
public sealed record TrainingProgress(double Fraction, int Epoch, int Epochs, double Loss, double ImagesPerSecond, double SecondsLeft);
