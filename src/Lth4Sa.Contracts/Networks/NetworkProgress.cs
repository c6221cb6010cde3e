using Lth4Sa.Networks.Training;

namespace Lth4Sa.Contracts.Networks;

/// <summary>The progress of a network that is trained from scratch and tested.</summary>
/// <param name="Training">The progress of the training; null before its first report, and in the last report.</param>
/// <param name="IsJoined">True while another caller has the training; false for the one whose account it is charged to.</param>
/// <param name="Result">The result on the test images, in the last report; null before.</param>
[GenerateSerializer, Immutable]
public sealed record NetworkProgress(TrainingProgress? Training, bool IsJoined, TestResult? Result);
