namespace Lth4Sa.Contracts.Supernets;

/// <summary>The state of a supernet.</summary>
/// <param name="Id">The supernet id.</param>
/// <param name="Spec">The spec that the id follows from.</param>
/// <param name="Trained">True once the training has ended.</param>
/// <param name="Evaluations">The number of schemes that have been evaluated on it.</param>
[GenerateSerializer, Immutable]
public sealed record SupernetStatus(string Id, SupernetSpec Spec, bool Trained, int Evaluations);
