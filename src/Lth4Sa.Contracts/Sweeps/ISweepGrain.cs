namespace Lth4Sa.Contracts.Sweeps;

/// <summary>
/// A set of runs, of which some are under way at a time. Key: the name of the sweep. It starts the runs that should be
/// running, tries a failed run again, and parks a run that fails too often, while the others go on.
/// </summary>
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>
    /// Starts the sweep, or resumes it from where it was. Runs that it does not have yet are added; those that it has are
    /// left alone.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task Start(SweepRun[] runs, SweepOptions options);

    /// <summary>Stops the runs at safe places; <see cref="Resume"/> resumes them.</summary>
    Task Pause();

    /// <summary>Resumes a sweep that was paused or cancelled.</summary>
    Task Resume();

    /// <summary>Stops the runs for good, unless <see cref="Start"/> or <see cref="Resume"/> resumes the sweep.</summary>
    Task Cancel();

    /// <summary>Gives parked runs their attempts again.</summary>
    /// <param name="runs">The names or ids of runs; an empty list means all parked runs.</param>
    /// <returns>The number of parked runs that are tried again.</returns>
    Task<int> Retry(string[] runs);

    /// <summary>Stops these runs at safe places, while the others go on.</summary>
    /// <param name="runs">The names or ids of the runs.</param>
    /// <returns>The number of runs that were stopped.</returns>
    Task<int> PauseRuns(string[] runs);

    /// <summary>Resumes runs that were paused or cancelled.</summary>
    /// <param name="runs">The names or ids of the runs.</param>
    Task<int> ResumeRuns(string[] runs);

    /// <summary>Stops these runs for good.</summary>
    /// <param name="runs">The names or ids of the runs.</param>
    Task<int> CancelRuns(string[] runs);

    /// <summary>Activates the sweep, which then starts the runs that should be running.</summary>
    /// <returns>True while the sweep is running, which means that something is left to do.</returns>
    Task<bool> Wake();

    /// <summary>Stops the runs at safe places without a change of the stored state, so that another silo can resume them.</summary>
    Task Halt();

    /// <summary>The state of the sweep now.</summary>
    Task<SweepStatus> GetStatus();

    /// <summary>The runs in the order in which they were added.</summary>
    /// <param name="skip">The number of runs to leave out at the beginning.</param>
    /// <param name="take">The largest number of runs to return.</param>
    /// <param name="state">The state that a run must have; null takes all.</param>
    /// <param name="axis">An option and the value that a run must have for it, as in beta=0.5; null takes all.</param>
    [ResponseTimeout("00:10:00")]
    Task<SweepRunStatus[]> GetRuns(int skip, int take, SweepRunState? state = null, string? axis = null);

    /// <summary>The state of one run by its id; null when the sweep does not have it.</summary>
    Task<SweepRunStatus?> GetRun(string run);

    /// <summary>
    /// The state of the sweep now and after each change, and once a second while it is running, until it has ended or is cancelled.
    /// A reader that is slow gets later states.
    /// </summary>
    /// <exception cref="EnumerationAbortedException">The grain was lost or reloaded: its next activation can be watched.</exception>
    IAsyncEnumerable<SweepStatus> Watch(CancellationToken cancellationToken = default);

    /// <summary>
    /// The state of one run now and after each change, while it waits for its turn or for another attempt too, until it is at rest: done,
    /// parked, paused or cancelled, by itself or with the whole sweep. A reader that is slow gets later states.
    /// </summary>
    /// <exception cref="EnumerationAbortedException">The grain was lost or reloaded: its next activation can be watched.</exception>
    /// <param name="run">The run id; nothing comes where the sweep does not have it.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<SweepRunStatus> WatchRun(string run, CancellationToken cancellationToken = default);
}
