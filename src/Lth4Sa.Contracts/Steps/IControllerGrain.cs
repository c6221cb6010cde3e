using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Contracts.Steps;

/// <summary>The strategy of one run and what it has learnt. Key: run id.</summary>
public interface IControllerGrain : IStepGrain
{
    /// <summary>The schemes of step <paramref name="step"/>, the one after the last that was learnt. Changes nothing.</summary>
    Task<Proposal> Propose(long fence, long step);

    /// <summary>Learns from what the step's schemes brought, and from the replayed entry, which is empty for none.</summary>
    /// <returns>The schemes of the step after it, to save a call.</returns>
    Task<Proposal> Learn(long fence, long step, Experience[] sampled, Experience[] replayed);
}
