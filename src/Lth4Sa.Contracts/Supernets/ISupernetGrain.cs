namespace Lth4Sa.Contracts.Supernets;

/// <summary>
/// One supernet, shared by all runs on it. Key: supernet id. Training goes on from its last checkpoint; evaluations
/// are raw correct counts, kept for good, each done once however many runs ask at the same time.
/// </summary>
public interface ISupernetGrain : IGrainWithStringKey
{
    /// <summary>Trains to the end, or joins the training that is under way; a trained supernet answers at once.</summary>
    IAsyncEnumerable<TrainingProgress> Train(SupernetSpec spec, CancellationToken cancellationToken = default);

    /// <summary>The evaluations of these schemes, in order.</summary>
    [ResponseTimeout("06:00:00")]
    Task<Evaluation[]> Evaluate(string[] schemes);
}
