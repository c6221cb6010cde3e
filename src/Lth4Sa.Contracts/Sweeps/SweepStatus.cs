using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Contracts.Sweeps;

public enum SweepRunState
{
    /// <summary>Not begun, or to go on.</summary>
    Pending,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>It failed and will be tried again.</summary>
    Failing,

    Done,

    /// <summary>It failed as often as it may, and is left until it is retried.</summary>
    Parked,

    /// <summary>Stopped at a safe place, until it is resumed.</summary>
    Paused,

    /// <summary>Stopped for good, unless it is resumed.</summary>
    Cancelled,
}

public enum SweepState
{
    Running,

    /// <summary>Stopped at safe places, until it is resumed.</summary>
    Paused,

    /// <summary>Stopped for good; what is done stays.</summary>
    Cancelled,

    /// <summary>Every run is done, parked or cancelled.</summary>
    Ended,
}

/// <param name="Run">Run id.</param>
/// <param name="Failures">Since it was last retried.</param>
/// <param name="Error">The last one; null when there was none.</param>
/// <param name="Progress">While it is under way.</param>
/// <param name="Outcome">Once it is done.</param>
[GenerateSerializer, Immutable]
public sealed record SweepRunStatus(SweepRun Run, string RunId, SweepRunState State, int Failures, string? Error, RunProgress? Progress, SweepOutcome? Outcome);

/// <summary>What a sweep keeps of a finished run.</summary>
/// <param name="Supernet">Null where a table was searched.</param>
[GenerateSerializer, Immutable]
public sealed record SweepOutcome(string Chain, string Best, double Reward, double Accuracy, double Sparsity, string? Supernet, Ledger Ledger);

/// <param name="Runs">How many there are in each state.</param>
/// <param name="Supernets">Distinct ones that runs have used.</param>
/// <param name="StepsPerSecond">Search steps of the runs under way, together.</param>
/// <param name="Requested">Evaluations asked for by the runs that are done.</param>
/// <param name="Unique">Of those, what each run had not asked for before; the rest it knew.</param>
/// <param name="Fraction">Of all runs, those under way by their progress, 0..1.</param>
/// <param name="SecondsLeft">Null before it can be told, and while nothing runs.</param>
[GenerateSerializer, Immutable]
public sealed record SweepStatus(
    string Name, SweepState State, SweepOptions Options, Dictionary<SweepRunState, int> Runs, int Total, int Supernets,
    double StepsPerSecond, long Requested, long Unique, double Fraction, double? SecondsLeft, Devices.DevicePoolStatus Devices);
