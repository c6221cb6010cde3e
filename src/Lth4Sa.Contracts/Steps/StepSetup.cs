namespace Lth4Sa.Contracts.Steps;

/// <summary>What the grains of a run are built from.</summary>
/// <param name="BlocksPerStage">Their sum is m.</param>
/// <param name="Guidance">What the strategy wanted to know of the supernet; null if it asks for nothing.</param>
[GenerateSerializer, Immutable]
public sealed record StepSetup(Runs.RunSpec Spec, int[] BlocksPerStage, double[][]? Guidance = null)
{
    /// <summary>m.</summary>
    public int Blocks => BlocksPerStage.Sum();
}
