using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Supernets;

/// <summary>
/// One supernet, shared by all runs on it. Key: supernet id. Training goes on from its last checkpoint; evaluations
/// are raw correct counts, kept for good, each done once however many runs ask at the same time.
/// </summary>
public interface ISupernetGrain : IEvaluationsGrain
{
    /// <summary>Trains to the end, or joins the training that is under way; a trained supernet answers at once.</summary>
    /// <param name="account">On whose account device time is from now on, here and for evaluations: the latest run's.</param>
    IAsyncEnumerable<TrainingProgress> Train(SupernetSpec spec, DeviceShare? account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Which of these schemes are the <paramref name="keep"/> most accurate ones, on as few images as a confidence allows.
    /// It neither reads nor writes the evaluations: those that are kept can be evaluated afterwards.
    /// </summary>
    /// <param name="confidence">Probability that all of the best are kept, in (0, 1).</param>
    IAsyncEnumerable<ScreeningProgress> Screen(Scheme[] schemes, int keep, double confidence, CancellationToken cancellationToken = default);

    /// <summary>Null when there is no such supernet.</summary>
    Task<SupernetStatus?> GetStatus();

    /// <summary>What has been evaluated, by any run, in the order in which it was.</summary>
    /// <param name="skip">Evaluations to leave out at the beginning.</param>
    [ResponseTimeout("00:10:00")]
    Task<Evaluation[]> GetEvaluations(int skip = 0, int take = int.MaxValue);
}
