namespace Lth4Sa.Contracts.Sweeps;

/// <summary>
/// A set of runs that is worked off, some at a time. Key: the sweep's name. It starts what should be running, tries
/// again what failed, and parks what fails again and again, while the others go on.
/// </summary>
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>
    /// Starts the sweep, or lets it go on from where it was. Runs that it does not know yet are added; those it knows
    /// are left alone.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task Start(SweepRun[] runs, SweepOptions options);

    /// <summary>Stops the runs at safe places; <see cref="Resume"/> goes on.</summary>
    Task Pause();

    Task Resume();

    /// <summary>Stops the runs for good. <see cref="Start"/> takes it back.</summary>
    Task Cancel();

    /// <summary>Gives parked runs their attempts again.</summary>
    /// <param name="runs">Names or run ids; none means all that are parked.</param>
    /// <returns>How many there were.</returns>
    Task<int> Retry(string[] runs);

    /// <summary>Stops these runs at safe places, while the others go on.</summary>
    /// <param name="runs">Names or run ids.</param>
    /// <returns>How many of them could be stopped.</returns>
    Task<int> PauseRuns(string[] runs);

    /// <summary>Lets runs that were paused or cancelled go on.</summary>
    /// <param name="runs">Names or run ids.</param>
    Task<int> ResumeRuns(string[] runs);

    /// <summary>Stops these runs for good.</summary>
    /// <param name="runs">Names or run ids.</param>
    Task<int> CancelRuns(string[] runs);

    /// <summary>Goes on with what should be running, wherever the sweep was before.</summary>
    /// <returns>Whether anything is left to do.</returns>
    Task<bool> Wake();

    /// <summary>Stops the work in this process, so that another can go on with it.</summary>
    Task Halt();

    Task<SweepStatus> GetStatus();

    /// <summary>The runs in the order in which they were added.</summary>
    /// <param name="skip">Runs to leave out at the beginning.</param>
    /// <param name="state">Of the runs; null is any.</param>
    /// <param name="axis">As in beta=0.5, an option and the value that a run must have for it; null is any.</param>
    [ResponseTimeout("00:10:00")]
    Task<SweepRunStatus[]> GetRuns(int skip, int take, SweepRunState? state = null, string? axis = null);

    /// <summary>One run by its id, or null.</summary>
    Task<SweepRunStatus?> GetRun(string run);
}
