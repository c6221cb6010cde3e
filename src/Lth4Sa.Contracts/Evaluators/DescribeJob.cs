using Lth4Sa.Contracts.Data;
using Lth4Sa.Networks.Data;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>Loads images and describes them.</summary>
/// <param name="Data">The images.</param>
[GenerateSerializer, Immutable]
public sealed record DescribeJob(DataSpec Data) : DeviceJob<DataFacts>("describe");
