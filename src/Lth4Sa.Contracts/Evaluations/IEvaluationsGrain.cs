using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Evaluations;

/// <summary>What knows the accuracy of schemes: a supernet, or a table.</summary>
public interface IEvaluationsGrain : IGrainWithStringKey
{
    /// <summary>The evaluations of these schemes, in order.</summary>
    [ResponseTimeout("06:00:00")]
    Task<Evaluation[]> Evaluate(Scheme[] schemes);
}
