using System.Diagnostics.Metrics;

namespace Lth4Sa.Grains;

/// <summary>The product's instruments, on the meter <c>Lth4Sa</c>.</summary>
internal static class Lth4SaMetrics
{
    private static readonly Meter Meter = new("Lth4Sa");

    /// <summary>Steps of an older fence that were refused.</summary>
    public static readonly Counter<long> RejectedLateResults = Meter.CreateCounter<long>("lth4sa_rejected_late_results");

    /// <summary>Evaluations asked for.</summary>
    public static readonly Counter<long> EvaluationsRequested = Meter.CreateCounter<long>("lth4sa_evaluations_requested");

    /// <summary>Evaluations answered from the cache.</summary>
    public static readonly Counter<long> EvaluationHits = Meter.CreateCounter<long>("lth4sa_evaluation_hits");

    /// <summary>Evaluations that joined one that was under way.</summary>
    public static readonly Counter<long> EvaluationsJoined = Meter.CreateCounter<long>("lth4sa_evaluations_joined");

    /// <summary>Evaluations done by a device.</summary>
    public static readonly Counter<long> EvaluationsDone = Meter.CreateCounter<long>("lth4sa_evaluations_done");

    /// <summary>Residual branches that prefix trees computed.</summary>
    public static readonly Counter<long> BranchesComputed = Meter.CreateCounter<long>("lth4sa_evaluation_branches");

    /// <summary>Residual branches that one scheme after the other would have taken beyond those.</summary>
    public static readonly Counter<long> BranchesSaved = Meter.CreateCounter<long>("lth4sa_evaluation_branches_saved");

    /// <summary>Calls whose answer did not come in time, and which were made again.</summary>
    public static readonly Counter<long> CallsRepeated = Meter.CreateCounter<long>("lth4sa_calls_repeated");

    /// <summary>Leases that ran out without a heartbeat.</summary>
    public static readonly Counter<long> LeasesLost = Meter.CreateCounter<long>("lth4sa_device_leases_lost");

    /// <summary>Search steps committed.</summary>
    public static readonly Counter<long> StepsCommitted = Meter.CreateCounter<long>("lth4sa_steps_committed");
}
