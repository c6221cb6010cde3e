using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Contracts.Supernets;

/// <summary>
/// One supernet, shared by all runs on it. Key: supernet id. Training goes on from its last checkpoint. Evaluations are raw
/// correct counts, which are kept for good; each is done once, however many runs ask for it at the same time.
/// </summary>
public interface ISupernetGrain : IEvaluationsGrain
{
    /// <summary>Trains to the end, or joins the training that is under way; a trained supernet answers at once.</summary>
    /// <param name="account">The account that device time is charged to from now on, here and for evaluations.</param>
    IAsyncEnumerable<TrainingProgress> Train(SupernetSpec spec, DeviceShare? account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the <paramref name="keep"/> most accurate of these schemes on as few images as a confidence allows. It neither
    /// reads nor writes the evaluations: the schemes that are kept can be evaluated afterwards.
    /// </summary>
    /// <param name="confidence">The probability that all of the best are kept, in (0, 1).</param>
    IAsyncEnumerable<ScreeningProgress> Screen(
        Scheme[] schemes, int keep, double confidence, CancellationToken cancellationToken = default);

    /// <summary>The state of the supernet now; null when there is no such supernet.</summary>
    Task<SupernetStatus?> GetStatus();

    /// <summary>The stored evaluations of all runs, in the order in which they were made.</summary>
    /// <param name="skip">The number of evaluations to leave out at the beginning.</param>
    /// <param name="take">The largest number of evaluations to return.</param>
    [ResponseTimeout("00:10:00")]
    Task<Evaluation[]> GetEvaluations(int skip = 0, int take = int.MaxValue);
}
