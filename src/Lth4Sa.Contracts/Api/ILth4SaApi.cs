using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Contracts.Api;

/// <summary>
/// What can be asked of silos, in this process or far away. Bad input ends as a <see cref="SpecException"/>; what
/// there is not, as a <see cref="NotFoundException"/>.
/// </summary>
public interface ILth4SaApi
{
    /// <summary>The sweeps that there are, in the order in which they were begun.</summary>
    Task<SweepStatus[]> GetSweepsAsync(int skip, int take, CancellationToken cancellation = default);

    /// <summary>Starts a sweep, or adds to one what it does not know yet.</summary>
    Task<SweepStatus> StartSweepAsync(string sweep, SpecText spec, CancellationToken cancellation = default);

    Task<SweepStatus> GetSweepAsync(string sweep, CancellationToken cancellation = default);

    Task<SweepRunStatus[]> GetRunsAsync(
        string sweep, int skip, int take, SweepRunState? state = null, string? axis = null, CancellationToken cancellation = default);

    /// <summary>What a sweep has made of one of its runs.</summary>
    /// <param name="run">Run id.</param>
    Task<SweepRunStatus> GetRunAsync(string sweep, string run, CancellationToken cancellation = default);

    Task<OrderAnswer> OrderAsync(string sweep, SweepOrder order, CancellationToken cancellation = default);

    /// <summary>Starts a single run, in the sweep <c>runs</c>.</summary>
    Task<RunStatus> StartRunAsync(SpecText spec, CancellationToken cancellation = default);

    Task<RunStatus> GetRunAsync(string run, CancellationToken cancellation = default);

    /// <summary>pause, resume, cancel or retry.</summary>
    Task<OrderAnswer> OrderRunAsync(string run, string verb, CancellationToken cancellation = default);

    /// <summary>Branches a search off, in the same sweep.</summary>
    Task<RunStatus> ForkAsync(string run, ForkRequest request, CancellationToken cancellation = default);

    Task<SearchStep[]> GetStepsAsync(string run, long after, int take, CancellationToken cancellation = default);

    Task<RunCheck> VerifyAsync(string run, CancellationToken cancellation = default);

    /// <summary>The progress now and whenever it has changed, four times a second at most, until nobody works on the run.</summary>
    IAsyncEnumerable<RunProgress> WatchRunAsync(string run, CancellationToken cancellation = default);

    /// <summary>The state of a sweep now and whenever it has changed, once a second at most, until it is over.</summary>
    IAsyncEnumerable<SweepStatus> WatchSweepAsync(string sweep, CancellationToken cancellation = default);

    /// <summary>What a run has left so far.</summary>
    Task<Artefact[]> GetArtefactsAsync(string run, CancellationToken cancellation = default);

    Task<Stream> OpenArtefactAsync(string run, string artefact, CancellationToken cancellation = default);

    Task<SupernetStatus[]> GetSupernetsAsync(int skip, int take, CancellationToken cancellation = default);

    Task<SupernetStatus> GetSupernetAsync(string supernet, CancellationToken cancellation = default);

    Task<Evaluation[]> GetEvaluationsAsync(string supernet, int skip, int take, CancellationToken cancellation = default);

    /// <summary>The evaluations of these schemes, in order; those that are not known yet are made.</summary>
    /// <exception cref="SpecException">The supernet is not trained, or a scheme is none of its.</exception>
    Task<Evaluation[]> EvaluateAsync(string supernet, string[] schemes, CancellationToken cancellation = default);

    /// <summary>Finds the most accurate of many schemes on as few images as a confidence allows. What breaks off has not ended.</summary>
    /// <exception cref="SpecException">The supernet is not trained, or the request is none.</exception>
    Task<IAsyncEnumerable<ScreeningProgress>> ScreenAsync(
        string supernet, ScreeningRequest request, CancellationToken cancellation = default);

    Task<DevicePoolStatus> GetDevicesAsync(CancellationToken cancellation = default);
}
