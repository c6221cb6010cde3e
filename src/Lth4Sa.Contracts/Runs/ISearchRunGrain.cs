using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Contracts.Runs;

/// <param name="Steps">Steps that were checked.</param>
/// <param name="Break">Where it breaks; null if all is intact.</param>
[GenerateSerializer, Immutable]
public sealed record RunCheck(long Steps, string? Break);

/// <summary>
/// One run, from the supernet to the table. Key: run id. It owns the step loop, the committed step, the ledger and
/// the chain; the controller, the curiosity and the replay buffer answer to its fence.
/// </summary>
public interface ISearchRunGrain : IGrainWithStringKey
{
    /// <summary>Starts the run, or lets it go on from where it was. A run that is under way or done is left alone.</summary>
    /// <exception cref="ArgumentException">The spec has errors (all are named), or this run has another spec.</exception>
    /// <param name="share">On whose account device time is; null is nobody's.</param>
    Task Start(RunSpec spec, DeviceShare? share = null);

    /// <summary>Stops the work at the next safe place; <see cref="Start"/> goes on from there.</summary>
    Task Stop();

    /// <summary>The progress now and whenever it changes, until the run is done, fails or is stopped.</summary>
    IAsyncEnumerable<RunProgress> Watch(CancellationToken cancellationToken = default);

    /// <summary>The result, or null while the run is not done.</summary>
    Task<RunResult?> GetResult();

    /// <summary>The images; null before they are loaded, and where a table is searched.</summary>
    Task<DataFacts?> GetData();

    /// <summary>Recomputes the chain from the stored steps, and compares it with what is on record.</summary>
    [ResponseTimeout("00:10:00")]
    Task<RunCheck> Verify();

    /// <summary>What is known of the run now; null when there is no such run.</summary>
    Task<RunStatus?> GetStatus();

    /// <summary>At most <paramref name="take"/> of the committed steps after <paramref name="after"/>.</summary>
    Task<SearchStep[]> GetSteps(long after, int take = int.MaxValue);
}
