using Lth4Sa.Contracts.Networks;

namespace Lth4Sa.Contracts.Evaluators;

/// <summary>Measures a trained network on the test images.</summary>
/// <param name="Network">The network.</param>
[GenerateSerializer, Immutable]
public sealed record TestJob(NetworkRequest Network) : DeviceJob<TestResult>("test");
