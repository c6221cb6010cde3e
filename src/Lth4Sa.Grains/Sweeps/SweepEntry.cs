using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Watching;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>One run of a sweep in memory.</summary>
internal sealed class SweepEntry(int place, SweepRun run)
{
    public int Place => place;

    public SweepRun Run => run;

    public string Id { get; } = run.Spec.RunId();

    /// <summary>Set whenever <see cref="State"/> or <see cref="Progress"/> is assigned, with which the other properties change.</summary>
    public ChangeSignal Changed { get; } = new();

    public SweepRunState State
    {
        get;
        set
        {
            field = value;
            Changed.Set();
        }
    }

    public int Failures { get; set; }

    /// <summary>
    /// The number of outages in this activation since the run last got further; they lengthen the pauses, and do not count as failures.
    /// </summary>
    public int Outages { get; set; }

    /// <summary>How far the run had come at its last outage.</summary>
    public (RunPhase Phase, double Fraction) Reached { get; set; }

    public string? Error { get; set; }

    public SweepOutcome? Outcome { get; set; }

    public RunProgress? Progress
    {
        get;
        set
        {
            field = value;
            Changed.Set();
        }
    }

    /// <summary>The moment before which the run is not tried again.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public void Apply(SweepChange change) =>
        (State, Failures, Error, Outcome) = (change.State, change.Failures, change.Error, change.Outcome);

    public SweepChange ToChange() => new(place, State, Failures, Error, Outcome);

    public SweepRunStatus ToStatus() => new(run, Id, State, Failures, Error, Progress, Outcome);
}
