using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>Where a sweep is worked off: in a folder, by a silo in this process, or by a silo elsewhere.</summary>
internal interface ISweepSite : IAsyncDisposable
{
    /// <summary>The silo that has the sweep.</summary>
    ILth4SaApi Api { get; }

    /// <summary>The name of the sweep there.</summary>
    string Sweep { get; }

    /// <summary>The state of the sweep, now and again, until it is over or the connection is lost.</summary>
    IAsyncEnumerable<SweepStatus> WatchAsync(CancellationToken interrupted);

    /// <summary>Ends what the command does when the user has interrupted it.</summary>
    /// <returns>What that means for the sweep, for people.</returns>
    Task<string> LeaveAsync();
}
