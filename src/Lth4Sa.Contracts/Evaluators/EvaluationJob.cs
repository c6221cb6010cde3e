using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>Counts the validation images that a trained supernet classifies correctly with each scheme.</summary>
/// <param name="Id">The supernet id.</param>
/// <param name="Spec">The spec that the id follows from.</param>
/// <param name="Schemes">The schemes; the answer has their order.</param>
[GenerateSerializer, Immutable]
public sealed record EvaluationJob(string Id, SupernetSpec Spec, Scheme[] Schemes) : DeviceJob<Count[]>("evaluate");
