using Lth4Sa.Search.Strategies;
using Lth4Sa.Search.Strategies.Ean;

namespace Lth4Sa.Contracts.Steps;

/// <summary>The last entries (p_theta, a, G) of one run. Key: run id.</summary>
public interface IReplayBufferGrain : IStepGrain
{
    /// <summary>The earlier entry that this step replays, or null; then this step's entries are added.</summary>
    Task<Replayed?> Exchange(long fence, long step, Experience[] entries);
}
