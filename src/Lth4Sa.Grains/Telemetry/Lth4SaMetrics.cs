using System.Diagnostics;
using System.Diagnostics.Metrics;
using Lth4Sa.Storage;

namespace Lth4Sa.Grains.Telemetry;

/// <summary>
/// The counters and histograms of the product, on the meter <c>Lth4Sa</c>, and its traces, on the source of the same name. The
/// gauges are in <see cref="SiloMeters"/>.
/// </summary>
public static class Lth4SaMetrics
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Lth4Sa";

    private static readonly Meter Meter = new(Name);

    internal static ActivitySource Tracing { get; } = new(Name);

    internal static Counter<long> RejectedLateResults { get; } = Count(
        "lth4sa_rejected_late_results", "Steps of an older fence that were refused.");

    internal static Counter<long> EvaluationsRequested { get; } = Count("lth4sa_evaluations_requested", "Evaluations asked for.");

    internal static Counter<long> EvaluationHits { get; } = Count("lth4sa_evaluation_hits", "Evaluations answered from the cache.");

    internal static Counter<long> EvaluationsJoined { get; } = Count(
        "lth4sa_evaluations_joined", "Evaluations that joined one that was under way.");

    internal static Counter<long> EvaluationsDone { get; } = Count("lth4sa_evaluations_done", "Evaluations done by a device.");

    internal static Counter<long> BranchesComputed { get; } = Count(
        "lth4sa_evaluation_branches", "Residual branches that prefix trees computed.");

    internal static Counter<long> BranchesSaved { get; } = Count(
        "lth4sa_evaluation_branches_saved",
        "Residual branches that one scheme after the other would have taken beyond those.");

    internal static Histogram<int> BatchSize { get; } = Meter.CreateHistogram(
        "lth4sa_evaluation_batch_size", null, "Schemes of a tree.", null,
        new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] });

    internal static Histogram<double> EvaluationDuration { get; } = Seconds(
        "lth4sa_evaluation_duration", "Time of a tree, with the wait for a device.");

    /// <summary>The time of jobs, by slot and kind of job.</summary>
    internal static Histogram<double> JobDuration { get; } = Seconds("lth4sa_device_job_duration", "Time of a device slot's jobs.");

    /// <summary>The images of trainings, by slot and kind of network.</summary>
    internal static Counter<long> TrainingImages { get; } = Count("lth4sa_training_images", "Images that networks were trained on.");

    internal static Counter<long> LeasesLost { get; } = Count("lth4sa_device_leases_lost", "Leases that ran out without a heartbeat.");

    internal static Counter<long> CallsRepeated { get; } = Count(
        "lth4sa_calls_repeated", "Calls whose answer did not come in time, and which were made again.");

    /// <summary>The time of calls, by grain.</summary>
    internal static Histogram<double> CallDuration { get; } = Seconds(
        "lth4sa_grain_call_duration", "Time of grain calls where they run, of one in 16.");

    /// <summary>The committed search steps, by sweep.</summary>
    internal static Counter<long> StepsCommitted { get; } = Count("lth4sa_search_steps", "Search steps committed.");

    internal static Counter<long> Commits { get; } = Count("lth4sa_commits", "Commits of searches.");

    internal static Counter<long> Recoveries { get; } = Count("lth4sa_recoveries", "Times that a search went on from its last commit.");

    internal static Counter<long> FencesRaised { get; } = Count(
        "lth4sa_fences_raised", "Times that somebody took over a search, or the records of a sweep.");

    /// <summary>Makes every counter visible at 0: an alert on a counter that does not exist never fires.</summary>
    public static void Begin()
    {
        Counter<long>[] all =
        [
            RejectedLateResults, EvaluationsRequested, EvaluationHits, EvaluationsJoined, EvaluationsDone, BranchesComputed,
            BranchesSaved, LeasesLost, CallsRepeated, Commits, Recoveries, FencesRaised,
        ];
        Array.ForEach(all, counter => counter.Add(0));
        StorageMetrics.Begin();
    }

    private static Counter<long> Count(string name, string description) => Meter.CreateCounter<long>(name, null, description);

    private static Histogram<double> Seconds(string name, string description) => Meter.CreateHistogram(
        name, "s", description, null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.001, 0.01, 0.1, 0.5, 1, 5, 10, 60, 300, 1800] });
}
