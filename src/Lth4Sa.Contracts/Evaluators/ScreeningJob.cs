using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>Screens schemes on a growing number of validation images of a trained supernet, with one report for each round.</summary>
/// <param name="Id">The id of the supernet's weights, which names their checkpoint.</param>
/// <param name="Spec">The spec of the supernet.</param>
/// <param name="Schemes">The schemes, each once.</param>
/// <param name="Keep">The number of schemes to find, at least 1.</param>
/// <param name="Confidence">The probability that all of the best are kept, in (0, 1).</param>
[GenerateSerializer, Immutable]
public sealed record ScreeningJob(string Id, SupernetSpec Spec, Scheme[] Schemes, int Keep, double Confidence)
    : DeviceJob<ScreeningProgress>("screen");
