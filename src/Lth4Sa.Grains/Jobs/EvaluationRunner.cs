using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Networks.Evaluation;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Counts the correct answers of schemes as one prefix tree: branches that schemes share are computed once.</summary>
internal sealed class EvaluationRunner(SlotResources resources) : IJobRunner<EvaluationJob, Count[]>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<Count[]> RunAsync(EvaluationJob job, CancellationToken cancellation) =>
        resources.RunAsync<Count[]>(stop => resources.FetchSupernetAsync(job.Id, stop), (report, _) => report(Evaluate(job)), cancellation);

    private Count[] Evaluate(EvaluationJob job)
    {
        var images = resources.Images(job.Spec);
        var supernet = resources.Supernet(job.Id, job.Spec);
        var started = resources.Time.GetTimestamp();
        using var recalibrated = resources.Recalibrate(supernet, job.Spec, job.Schemes);
        var tree = new PrefixTree((FrozenNetwork?)recalibrated ?? supernet, job.Schemes);
        var evaluator = new SchemeEvaluator(resources.Slot, job.Spec.EvaluationBatch);
        var correct = evaluator.CountCorrect(tree, images.Validation, images.Normalisation);
        Lth4SaMetrics.BranchesComputed.Add(tree.Branches);
        Lth4SaMetrics.BranchesSaved.Add((long)job.Schemes.Length * supernet.Modules.Blocks - tree.Branches);
        // Shared branches belong to no single scheme, so each scheme is charged an equal part of the time.
        var seconds = resources.Time.GetElapsedTime(started).TotalSeconds / job.Schemes.Length;
        return [.. job.Schemes.Select((scheme, i) => new Count(scheme, correct[i], images.Validation.Count, seconds))];
    }
}
