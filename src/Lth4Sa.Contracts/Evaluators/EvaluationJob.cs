using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>Counts the validation images that a trained supernet classifies correctly with each scheme.</summary>
/// <param name="Id">The id of the supernet's weights, which names their checkpoint.</param>
/// <param name="Spec">The spec of the supernet.</param>
/// <param name="Schemes">The schemes; the answer has their order.</param>
[GenerateSerializer, Immutable]
public sealed record EvaluationJob(string Id, SupernetSpec Spec, Scheme[] Schemes) : DeviceJob<Count[]>("evaluate");
