using Lth4Sa.Contracts.Evaluations;

namespace Lth4Sa.Contracts.Supernets;

/// <summary>
/// One supernet, shared by all runs on it. Key: supernet id. Training goes on from its last checkpoint; evaluations
/// are raw correct counts, kept for good, each done once however many runs ask at the same time.
/// </summary>
public interface ISupernetGrain : IEvaluationsGrain
{
    /// <summary>Trains to the end, or joins the training that is under way; a trained supernet answers at once.</summary>
    IAsyncEnumerable<TrainingProgress> Train(SupernetSpec spec, CancellationToken cancellationToken = default);

    /// <summary>All that has been evaluated, by any run.</summary>
    Task<Evaluation[]> GetEvaluations();
}
