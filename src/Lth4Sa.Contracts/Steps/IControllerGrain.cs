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

/// <summary>(p_theta, a, G); the probabilities are empty if the strategy has none.</summary>
[GenerateSerializer, Immutable]
public sealed record ExperienceMessage(string Scheme, double Reward, double[] Probabilities);

/// <param name="Probabilities">Of each block to be connected; empty if the strategy has no such view.</param>
/// <param name="Schemes">To be evaluated; none: the strategy has nothing left to try.</param>
/// <param name="PBar">Mean probability of the sampled decisions; null if the strategy has no policy.</param>
/// <param name="Clipped">Share of the probability ratios that the last replay clipped, in 0..1; null when nothing was replayed.</param>
[GenerateSerializer, Immutable]
public sealed record ProposalMessage(double[] Probabilities, string[] Schemes, double? PBar, double? Clipped = null);

/// <summary>The strategy of one run and what it has learnt. Key: run id.</summary>
public interface IControllerGrain : IStepGrain<StepSetup>
{
    /// <summary>The schemes of step <paramref name="step"/>, the one after the last that was learnt. Changes nothing.</summary>
    Task<ProposalMessage> Propose(long fence, long step);

    /// <summary>Learns from what the step's schemes brought, and from the replayed entry if there is one.</summary>
    /// <returns>The schemes of the step after it, to save a call.</returns>
    Task<ProposalMessage> Learn(long fence, long step, ExperienceMessage[] sampled, ExperienceMessage? replayed);
}
