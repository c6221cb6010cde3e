using Lth4Sa.Contracts.Supernets;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>Computes what a guided strategy needs of a trained supernet; the gates of darts go on from their last checkpoint.</summary>
/// <param name="Id">The id of the supernet's weights, which names their checkpoint.</param>
/// <param name="Spec">The spec of the supernet.</param>
/// <param name="Request">What the strategy needs.</param>
[GenerateSerializer, Immutable]
public sealed record GuidanceJob(string Id, SupernetSpec Spec, GuidanceRequest Request) : DeviceJob<GuidanceProgress>("guide");
