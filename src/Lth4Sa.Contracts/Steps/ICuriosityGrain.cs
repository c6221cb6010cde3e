using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Steps;

/// <summary>Target and predictor of random network distillation of one run. Key: run id.</summary>
public interface ICuriosityGrain : IStepGrain
{
    /// <summary>The bonus of each scheme, then the predictor learns them.</summary>
    Task<double[]> Observe(long fence, long step, Scheme[] schemes);
}
