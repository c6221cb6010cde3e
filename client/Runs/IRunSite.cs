using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Cli.Runs;

/// <summary>Where a run takes place: in a folder, by a silo in this process, or on a silo elsewhere.</summary>
internal interface IRunSite : IAsyncDisposable
{
    /// <summary>The silo that has the run.</summary>
    ILth4SaApi Api { get; }

    /// <summary>The folder for what the run leaves, as a full path.</summary>
    string Folder { get; }

    /// <summary>Ends the waiting for the run. A run in this process ends by itself when the user interrupts it.</summary>
    CancellationToken Waiting { get; }

    /// <summary>Starts the run, or lets it go on from where it was.</summary>
    Task<RunStatus> StartAsync();

    /// <summary>Why a run that is not done stands still; null when it goes on by itself.</summary>
    /// <param name="status">What is known of the run.</param>
    /// <param name="last">The last progress that was seen.</param>
    /// <param name="cancellation">Ends the question.</param>
    Task<(int ExitCode, string Message)?> WhyAtRestAsync(RunStatus status, RunProgress? last, CancellationToken cancellation);

    /// <summary>Whether a file that the run has left is to be brought into <see cref="Folder"/>.</summary>
    bool Brings(Artefact artefact);
}
