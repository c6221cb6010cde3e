namespace Lth4Sa.Networks.Training;

/// <summary>An epoch that is completed; kept with the checkpoint.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="Loss">Mean over its iterations.</param>
/// <param name="Accuracy">The accuracy on the test images after the epoch, in percent; null if it was not asked for.</param>
public sealed record EpochRecord(int Epoch, double Rate, double Loss, double? Accuracy);
