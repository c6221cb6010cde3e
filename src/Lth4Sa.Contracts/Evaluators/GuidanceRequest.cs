namespace Lth4Sa.Contracts.Evaluators;

/// <summary>A request for what a guided strategy needs of a trained supernet before it searches.</summary>
/// <param name="Strategy">The strategy: darts, l1 or gm.</param>
/// <param name="Run">The run id, which names the checkpoint of the gates.</param>
/// <param name="Steps">The number of training steps of the gates, and of rows of the answer, with darts.</param>
/// <param name="Rate">The learning rate of the gates.</param>
/// <param name="Decay">The weight decay of the gates.</param>
/// <param name="Beta1">The decay of the first moment of the gates' Adam.</param>
/// <param name="Beta2">The decay of the second moment of the gates' Adam.</param>
/// <param name="BatchSize">The number of images of each training and validation batch.</param>
/// <param name="Seed">The seed of the batches.</param>
[GenerateSerializer, Immutable]
public sealed record GuidanceRequest(
    string Strategy, string Run, int Steps, double Rate, double Decay, double Beta1, double Beta2, int BatchSize, long Seed);
