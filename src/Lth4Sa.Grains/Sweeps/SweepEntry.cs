using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Specs;

namespace Lth4Sa.Grains.Sweeps;

/// <summary>One run of a sweep in memory.</summary>
internal sealed class SweepEntry(int place, SweepRun run)
{
    public int Place => place;

    public SweepRun Run => run;

    public string Id { get; } = run.Spec.RunId();

    public SweepRunState State { get; set; }

    public int Failures { get; set; }

    /// <summary>Since this activation began to look after it: they make pauses longer, and do not count against it.</summary>
    public int Outages { get; set; }

    public string? Error { get; set; }

    public SweepOutcome? Outcome { get; set; }

    public RunProgress? Progress { get; set; }

    /// <summary>Not before this moment is it tried again.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public void Apply(SweepChange change) => (State, Failures, Error, Outcome) = (change.State, change.Failures, change.Error, change.Outcome);

    public SweepChange ToChange() => new(place, State, Failures, Error, Outcome);

    public SweepRunStatus ToStatus() => new(run, Id, State, Failures, Error, Progress, Outcome);
}
