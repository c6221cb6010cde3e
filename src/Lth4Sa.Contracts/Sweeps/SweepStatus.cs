using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Contracts.Sweeps;

/// <summary>The state of a run in its sweep.</summary>
public enum SweepRunState
{
    /// <summary>The run waits for its turn, to begin or to be resumed.</summary>
    Pending,

    /// <summary>The run is under way.</summary>
    Running,

    /// <summary>The run failed and will be tried again.</summary>
    Failing,

    /// <summary>The run has its result.</summary>
    Done,

    /// <summary>The run has used up its attempts, and waits for the order retry.</summary>
    Parked,

    /// <summary>The run was stopped at a safe place, until it is resumed.</summary>
    Paused,

    /// <summary>The run was stopped for good, unless it is resumed.</summary>
    Cancelled,
}

/// <summary>The state of a sweep.</summary>
public enum SweepState
{
    /// <summary>Some runs are under way or wait for their turn.</summary>
    Running,

    /// <summary>The runs were stopped at safe places, until the sweep is resumed.</summary>
    Paused,

    /// <summary>The runs were stopped for good; the results of those that are done stay.</summary>
    Cancelled,

    /// <summary>Every run is done, parked or cancelled.</summary>
    Ended,
}

/// <summary>The state of one run of a sweep.</summary>
/// <param name="Run">The run with its name, spec and axis values.</param>
/// <param name="RunId">The run id.</param>
/// <param name="State">The state of the run in the sweep.</param>
/// <param name="Failures">The number of failures since the last order retry.</param>
/// <param name="Error">The last error; null when there was none.</param>
/// <param name="Progress">The progress; null while the run is not under way.</param>
/// <param name="Outcome">The outcome; null while the run is not done.</param>
[GenerateSerializer, Immutable]
public sealed record SweepRunStatus(
    SweepRun Run, string RunId, SweepRunState State, int Failures, string? Error, RunProgress? Progress, SweepOutcome? Outcome);

/// <summary>The part of a finished run's result that its sweep keeps.</summary>
/// <param name="Chain">The chain of the steps, 64 hex digits.</param>
/// <param name="Best">The scheme with the highest reward.</param>
/// <param name="Reward">The reward of that scheme, without the curiosity bonus.</param>
/// <param name="Accuracy">The validation accuracy of that scheme, in percent.</param>
/// <param name="Sparsity">The sparsity of that scheme, in 0..1.</param>
/// <param name="Supernet">The id of the supernet; null where a table was searched.</param>
/// <param name="Ledger">The cost of the evaluations.</param>
[GenerateSerializer, Immutable]
public sealed record SweepOutcome(
    string Chain, string Best, double Reward, double Accuracy, double Sparsity, string? Supernet, Ledger Ledger);

/// <summary>The state of a sweep at a moment.</summary>
/// <param name="Name">The name of the sweep.</param>
/// <param name="State">The state of the sweep as a whole.</param>
/// <param name="Options">The options of the sweep itself.</param>
/// <param name="Runs">The number of runs in each state.</param>
/// <param name="Total">The number of runs in all.</param>
/// <param name="Supernets">The number of distinct supernets that finished runs have used.</param>
/// <param name="StepsPerSecond">The search steps per second of all runs that are under way.</param>
/// <param name="Requested">The number of evaluations that finished runs have asked for.</param>
/// <param name="Unique">The number of those that the same run had not asked for before.</param>
/// <param name="Fraction">The part of all runs that is over, with each run under way counted by its progress, in 0..1.</param>
/// <param name="SecondsLeft">The time left, in seconds; null before it can be estimated, and while the sweep is not running.</param>
/// <param name="Devices">The state of the device pool.</param>
[GenerateSerializer, Immutable]
public sealed record SweepStatus(
    string Name, SweepState State, SweepOptions Options, Dictionary<SweepRunState, int> Runs, int Total, int Supernets,
    double StepsPerSecond, long Requested, long Unique, double Fraction, double? SecondsLeft, Devices.DevicePoolStatus Devices);
