using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Networks.Training;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>Trains a supernet from its last checkpoint to the end.</summary>
/// <param name="Id">The supernet id.</param>
/// <param name="Spec">The spec that the id follows from.</param>
[GenerateSerializer, Immutable]
public sealed record SupernetTrainingJob(string Id, SupernetSpec Spec) : DeviceJob<TrainingProgress>("train");
