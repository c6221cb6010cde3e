using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Contracts.Api;

/// <summary>
/// The API of a cluster, in this process or over HTTP. Bad input is answered with a <see cref="SpecException"/>, the name
/// of something that does not exist with a <see cref="NotFoundException"/>.
/// </summary>
public interface ILth4SaApi
{
    /// <summary>The sweeps in the order in which they were begun.</summary>
    Task<SweepStatus[]> GetSweepsAsync(int skip, int take, CancellationToken cancellation = default);

    /// <summary>Starts a sweep, or adds the runs that an existing one does not have yet.</summary>
    Task<SweepStatus> StartSweepAsync(string sweep, SpecText spec, CancellationToken cancellation = default);

    /// <summary>The state of a sweep now.</summary>
    Task<SweepStatus> GetSweepAsync(string sweep, CancellationToken cancellation = default);

    /// <summary>The runs of a sweep in the order in which they were added.</summary>
    /// <param name="state">The state that a run must have; null takes all.</param>
    /// <param name="axis">An option and the value that a run must have for it, as in beta=0.5; null takes all.</param>
    Task<SweepRunStatus[]> GetRunsAsync(
        string sweep, int skip, int take, SweepRunState? state = null, string? axis = null, CancellationToken cancellation = default);

    /// <summary>The state of one run of a sweep.</summary>
    /// <param name="run">The run id.</param>
    Task<SweepRunStatus> GetRunAsync(string sweep, string run, CancellationToken cancellation = default);

    /// <summary>Gives an order to a sweep, or to some of its runs.</summary>
    Task<OrderAnswer> OrderAsync(string sweep, SweepOrder order, CancellationToken cancellation = default);

    /// <summary>Starts a single run, in the sweep <c>runs</c>.</summary>
    Task<RunStatus> StartRunAsync(SpecText spec, CancellationToken cancellation = default);

    /// <summary>The state of a run now.</summary>
    Task<RunStatus> GetRunAsync(string run, CancellationToken cancellation = default);

    /// <summary>Gives an order to one run.</summary>
    /// <param name="verb">One of pause, resume, cancel and retry.</param>
    Task<OrderAnswer> OrderRunAsync(string run, string verb, CancellationToken cancellation = default);

    /// <summary>Starts a search that branches off a run, in the same sweep.</summary>
    Task<RunStatus> ForkAsync(string run, ForkRequest request, CancellationToken cancellation = default);

    /// <summary>At most <paramref name="take"/> of the committed steps after step <paramref name="after"/>.</summary>
    Task<SearchStep[]> GetStepsAsync(string run, long after, int take, CancellationToken cancellation = default);

    /// <summary>Recomputes the chain of a run from its stored steps and compares it with the stored one.</summary>
    Task<RunCheck> VerifyAsync(string run, CancellationToken cancellation = default);

    /// <summary>
    /// The progress now and after each change, at most four times a second and once more at the end: while the run waits for its turn
    /// or for another attempt too, until it is done, parked, paused or cancelled.
    /// </summary>
    IAsyncEnumerable<RunProgress> WatchRunAsync(string run, CancellationToken cancellation = default);

    /// <summary>The state of a sweep now and after each change, at most once a second, until the sweep has ended or is cancelled.</summary>
    IAsyncEnumerable<SweepStatus> WatchSweepAsync(string sweep, CancellationToken cancellation = default);

    /// <summary>The files that a run has written so far.</summary>
    Task<Artefact[]> GetArtefactsAsync(string run, CancellationToken cancellation = default);

    /// <summary>Opens one of the files that a run has written.</summary>
    Task<Stream> OpenArtefactAsync(string run, string artefact, CancellationToken cancellation = default);

    /// <summary>The supernets that runs have used.</summary>
    Task<SupernetStatus[]> GetSupernetsAsync(int skip, int take, CancellationToken cancellation = default);

    /// <summary>The state of a supernet now.</summary>
    Task<SupernetStatus> GetSupernetAsync(string supernet, CancellationToken cancellation = default);

    /// <summary>The stored evaluations of a supernet in the order in which they were made.</summary>
    Task<Evaluation[]> GetEvaluationsAsync(string supernet, int skip, int take, CancellationToken cancellation = default);

    /// <summary>The evaluations of these schemes, in order; those that are not known yet are made.</summary>
    /// <exception cref="SpecException">The supernet is not trained, or a scheme does not fit its backbone.</exception>
    Task<Evaluation[]> EvaluateAsync(string supernet, string[] schemes, CancellationToken cancellation = default);

    /// <summary>
    /// Finds the most accurate of many schemes on as few images as a confidence allows. The last report says that it has ended.
    /// </summary>
    /// <exception cref="SpecException">The supernet is not trained, or the request is not valid.</exception>
    Task<IAsyncEnumerable<ScreeningProgress>> ScreenAsync(
        string supernet, ScreeningRequest request, CancellationToken cancellation = default);

    /// <summary>The state of the device pool now.</summary>
    Task<DevicePoolStatus> GetDevicesAsync(CancellationToken cancellation = default);
}
