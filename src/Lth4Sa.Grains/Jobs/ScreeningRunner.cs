using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Statistics;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Screens schemes on a growing number of validation images, in an order that the seed of the supernet decides.</summary>
internal sealed class ScreeningRunner(SlotResources resources) : IJobRunner<ScreeningJob, ScreeningProgress>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<ScreeningProgress> RunAsync(ScreeningJob job, CancellationToken cancellation) =>
        resources.RunAsync<ScreeningProgress>(
            stop => resources.FetchSupernetAsync(job.Id, stop), (report, stop) => Screen(job, report, stop), cancellation);

    private void Screen(ScreeningJob job, Action<ScreeningProgress> report, CancellationToken stop)
    {
        var (data, started) = (resources.Images(job.Spec), resources.Time.GetTimestamp());
        var supernet = resources.Supernet(job.Id, job.Spec);
        using var recalibrated = resources.Recalibrate(supernet, job.Spec, job.Schemes);
        var network = (FrozenNetwork?)recalibrated ?? supernet;
        var images = (long)job.Spec.Recalibrate * job.Schemes.Length;
        var evaluator = new SchemeEvaluator(resources.Slot, job.Spec.EvaluationBatch);
        var screening = new Screening(job.Schemes.Length, job.Keep, data.Validation.Count, job.Confidence);
        // The bound is one of sampling without replacement.
        var order = new Philox(unchecked((ulong)job.Spec.Seed)).Permutation(data.Validation.Count, RandomStream.ScreeningOrder, 0);
        foreach (var end in screening.Ends.TakeWhile(_ => !screening.Ended))
        {
            stop.ThrowIfCancellationRequested();
            var tree = new PrefixTree(network, screening.Remaining.Select(i => job.Schemes[i]));
            images += (long)(end - screening.Seen) * tree.Leaves;
            screening.Add(evaluator.Answers(tree, data.Validation, data.Normalisation, order[screening.Seen..end]));
            Report();
        }

        Report();

        void Report() => report(new ScreeningProgress(
            screening.Seen, screening.Images, [.. screening.Remaining.Select(i => job.Schemes[i])], screening.Ended, images,
            resources.Time.GetElapsedTime(started).TotalSeconds));
    }
}
