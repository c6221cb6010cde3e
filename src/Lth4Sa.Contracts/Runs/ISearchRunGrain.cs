using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Contracts.Runs;

/// <summary>
/// One run, from training its supernet to its table of results. Key: run id. It owns the step loop, the committed step, the ledger and
/// the chain; the controller, the curiosity and the replay buffer answer to its fence.
/// </summary>
public interface ISearchRunGrain : IGrainWithStringKey
{
    /// <summary>Starts the run, or resumes it from where it was. A run that is under way or done is left alone.</summary>
    /// <exception cref="SpecException">The spec has errors; all are named.</exception>
    /// <exception cref="ArgumentException">This run has another spec.</exception>
    /// <param name="share">The account that device time is charged to; null is <see cref="DeviceShare.Default"/>.</param>
    Task Start(RunSpec spec, DeviceShare? share = null);

    /// <summary>Stops the run at the next safe place; <see cref="Start"/> resumes it from there.</summary>
    Task Stop();

    /// <summary>The progress now and after each change, until the run is done, fails or is stopped.</summary>
    IAsyncEnumerable<RunProgress> Watch(CancellationToken cancellationToken = default);

    /// <summary>The result; null while the run is not done.</summary>
    Task<RunResult?> GetResult();

    /// <summary>The facts about the images; null before they are loaded, and where a table is searched.</summary>
    Task<DataFacts?> GetData();

    /// <summary>Recomputes the chain from the stored steps and compares it with the stored one.</summary>
    [ResponseTimeout("00:10:00")]
    Task<RunCheck> Verify();

    /// <summary>The state of the run now; null when there is no such run.</summary>
    Task<RunStatus?> GetStatus();

    /// <summary>At most <paramref name="take"/> of the committed steps after step <paramref name="after"/>.</summary>
    Task<SearchStep[]> GetSteps(long after, int take = int.MaxValue);
}
