namespace Lth4Sa.Contracts.Networks;

/// <summary>The result of a network on the test images.</summary>
/// <param name="Parameters">The number of trainable parameters.</param>
/// <param name="Accuracy">The accuracy on the test images, in percent.</param>
[GenerateSerializer, Immutable]
public sealed record TestResult(long Parameters, double Accuracy);
