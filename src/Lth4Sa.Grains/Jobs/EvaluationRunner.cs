using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Counts the correct answers of schemes as one prefix tree: branches that schemes share are computed once.</summary>
internal sealed class EvaluationRunner(SlotResources resources) : IJobRunner<EvaluationJob, Count[]>
{
    /// <summary>
    /// The most schemes that are recalibrated together, whose statistics are in memory at a time: on ResNet164 at most 320 MB. Neighbours
    /// share their prefixes, so parts of this size cost little more than the whole.
    /// </summary>
    private const int MostRecalibrated = 512;

    /// <inheritdoc/>
    public IAsyncEnumerable<Count[]> RunAsync(EvaluationJob job, CancellationToken cancellation) => resources.RunAsync<Count[]>(
        stop => resources.FetchSupernetAsync(job.Id, stop), (report, stop) => report(Evaluate(job, stop)), cancellation);

    private Count[] Evaluate(EvaluationJob job, CancellationToken stop)
    {
        var images = resources.Images(job.Spec);
        var supernet = resources.Supernet(job.Id, job.Spec);
        var started = resources.Time.GetTimestamp();
        var evaluator = new SchemeEvaluator(resources.Slot, job.Spec.EvaluationBatch);
        var correct = new Dictionary<Scheme, int>();
        foreach (var schemes in Parts(job))
        {
            stop.ThrowIfCancellationRequested();
            using var recalibrated = resources.Recalibrate(supernet, job.Spec, schemes);
            var tree = new PrefixTree((FrozenNetwork?)recalibrated ?? supernet, schemes);
            foreach (var (scheme, count) in schemes.Zip(evaluator.CountCorrect(tree, images.Validation, images.Normalisation)))
            {
                correct[scheme] = count;
            }

            Lth4SaMetrics.BranchesComputed.Add(tree.Branches);
            Lth4SaMetrics.BranchesSaved.Add((long)schemes.Length * supernet.Modules.Blocks - tree.Branches);
        }

        // Shared branches belong to no single scheme, so each scheme is charged an equal part of the time.
        var seconds = resources.Time.GetElapsedTime(started).TotalSeconds / job.Schemes.Length;
        return Array.ConvertAll(job.Schemes, scheme => new Count(scheme, correct[scheme], images.Validation.Count, seconds));
    }

    private static IEnumerable<Scheme[]> Parts(EvaluationJob job) => job.Spec.Recalibrate == 0
        ? [job.Schemes]
        : job.Schemes.Order(Scheme.InOrder).Chunk(MostRecalibrated);
}
