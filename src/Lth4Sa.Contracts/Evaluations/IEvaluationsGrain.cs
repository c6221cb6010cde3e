namespace Lth4Sa.Contracts.Evaluations;

/// <param name="Accuracy">Validation accuracy in percentage points, 0..100.</param>
/// <param name="Images">Images that were forwarded for it.</param>
/// <param name="Seconds">What a device took for it, when it was evaluated.</param>
[GenerateSerializer, Immutable]
public sealed record Evaluation(string Scheme, double Accuracy, int Images, double Seconds);

/// <summary>What knows the accuracy of schemes: a supernet, or a table.</summary>
public interface IEvaluationsGrain : IGrainWithStringKey
{
    /// <summary>The evaluations of these schemes, in order.</summary>
    [ResponseTimeout("06:00:00")]
    Task<Evaluation[]> Evaluate(string[] schemes);
}
