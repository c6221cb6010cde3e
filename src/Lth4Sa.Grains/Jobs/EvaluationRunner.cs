using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Networks.Evaluation;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Counts the correct answers of schemes as one prefix tree: branches that schemes share are computed once.</summary>
internal sealed class EvaluationRunner(SlotResources slot) : IJobRunner<EvaluationJob, Count[]>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<Count[]> RunAsync(EvaluationJob job, CancellationToken cancellation) =>
        slot.RunAsync<Count[]>(() => slot.FetchSupernetAsync(job.Id), (report, _) => report(Evaluate(job)), cancellation);

    private Count[] Evaluate(EvaluationJob job)
    {
        var images = slot.Images(job.Spec.Data, job.Spec.DataHash);
        var network = slot.Supernet(job.Id, job.Spec);
        var started = slot.Time.GetTimestamp();
        var tree = new PrefixTree(network, job.Schemes);
        var correct = new SchemeEvaluator(slot.Slot, job.Spec.EvaluationBatch).CountCorrect(tree, images.Validation, images.Normalisation);
        Lth4SaMetrics.BranchesComputed.Add(tree.Branches);
        Lth4SaMetrics.BranchesSaved.Add((long)job.Schemes.Length * network.Modules.Blocks - tree.Branches);
        // Shared branches belong to no single scheme, so each scheme is charged an equal part of the time.
        var seconds = slot.Time.GetElapsedTime(started).TotalSeconds / job.Schemes.Length;
        return [.. job.Schemes.Select((scheme, i) => new Count(scheme, correct[i], images.Validation.Count, seconds))];
    }
}
