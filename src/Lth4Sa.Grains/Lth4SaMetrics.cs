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

    /// <summary>Search steps committed.</summary>
    public static readonly Counter<long> StepsCommitted = Meter.CreateCounter<long>("lth4sa_steps_committed");
}
