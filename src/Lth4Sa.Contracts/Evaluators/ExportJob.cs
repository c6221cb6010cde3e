using Lth4Sa.Contracts.Networks;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>
/// Writes the weights of a trained network, without its training state, to the run's <c>ticket.safetensors</c>, and reports the name of
/// that file in the store.
/// </summary>
/// <param name="Run">The run id, which names the folder of the file.</param>
/// <param name="Network">The network.</param>
/// <param name="Metadata">What the header of the file says of the network.</param>
[GenerateSerializer, Immutable]
public sealed record ExportJob(string Run, NetworkRequest Network, Dictionary<string, string> Metadata)
    : DeviceJob<string>("export");
