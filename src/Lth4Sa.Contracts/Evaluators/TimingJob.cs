using Lth4Sa.Contracts.Networks;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>Measures the inference times of trained networks in turn, so that all have the same conditions (Eq. 7).</summary>
/// <param name="Networks">The networks, the original first.</param>
/// <param name="Rounds">The number of passes of each network.</param>
[GenerateSerializer, Immutable]
public sealed record TimingJob(NetworkRequest[] Networks, int Rounds) : DeviceJob<TimingProgress>("measure");
