using Lth4Sa.Search.Schemes;
using Orleans;

namespace Lth4Sa.Search.Loop;

/// <summary>The answer of an evaluator about a scheme.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Accuracy">Its validation accuracy in percentage points, 0..100.</param>
/// <param name="Images">The images that were forwarded for it.</param>
/// <param name="Seconds">The seconds that a device took for it, when it was evaluated.</param>
[GenerateSerializer, Immutable]
public sealed record Evaluation(Scheme Scheme, double Accuracy, int Images, double Seconds);
