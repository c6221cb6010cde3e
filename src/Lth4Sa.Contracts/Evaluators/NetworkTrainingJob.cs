using Lth4Sa.Contracts.Networks;
using Lth4Sa.Networks.Training;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>Trains a network from scratch, or from its last checkpoint, to the end.</summary>
/// <param name="Network">The network.</param>
[GenerateSerializer, Immutable]
public sealed record NetworkTrainingJob(NetworkRequest Network) : DeviceJob<TrainingProgress>("train");
