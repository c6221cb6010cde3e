namespace Lth4Sa.Networks.Training;

/// <summary>An epoch that is completed; kept with the checkpoint.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="Loss">Mean over its iterations.</param>
/// <param name="Accuracy">On the test images after it, in percent; null if it was not asked for.</param>
public sealed record EpochRecord(int Epoch, double Rate, double Loss, double? Accuracy);
