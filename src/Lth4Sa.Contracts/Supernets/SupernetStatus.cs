namespace Lth4Sa.Contracts.Supernets;

/// <param name="Id">Supernet id.</param>
/// <param name="Trained">Whether its training has ended.</param>
/// <param name="Evaluations">Schemes that have been evaluated on it.</param>
[GenerateSerializer, Immutable]
public sealed record SupernetStatus(string Id, SupernetSpec Spec, bool Trained, int Evaluations);
