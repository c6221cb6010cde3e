namespace Lth4Sa.Contracts.Steps;

/// <summary>What the grains of a run are built from.</summary>
/// <param name="Blocks">m.</param>
[GenerateSerializer, Immutable]
public sealed record StepSetup(Runs.RunSpec Spec, int Blocks);

/// <summary>(p_theta, a, G).</summary>
[GenerateSerializer, Immutable]
public sealed record ExperienceMessage(string Scheme, double Reward, double[] Probabilities);

/// <param name="Probabilities">p_theta, one for each block.</param>
/// <param name="Schemes">Sampled from it.</param>
/// <param name="PBar">Mean probability of the sampled decisions.</param>
[GenerateSerializer, Immutable]
public sealed record Proposal(double[] Probabilities, string[] Schemes, double PBar);

/// <summary>Policy parameters and optimiser state of one run. Key: run id.</summary>
public interface IControllerGrain : IStepGrain<StepSetup>
{
    /// <summary>The schemes of step <paramref name="step"/>, the one after the last that was learnt. Changes nothing.</summary>
    Task<Proposal> Propose(long fence, long step);

    /// <summary>Learns from what the step's schemes brought, and from the replayed entry if there is one.</summary>
    Task Learn(long fence, long step, ExperienceMessage[] sampled, ExperienceMessage? replayed);
}
