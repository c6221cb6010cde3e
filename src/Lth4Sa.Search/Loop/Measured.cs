namespace Lth4Sa.Search.Loop;

/// <summary>What the evaluator says of a scheme.</summary>
/// <param name="Accuracy">Validation accuracy in percentage points, 0..100.</param>
/// <param name="Images">Images that were forwarded for it.</param>
/// <param name="Seconds">What a device took for it, when it was evaluated.</param>
public readonly record struct Measured(double Accuracy, long Images, double Seconds);
