using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Networks.Saliency;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Computes the scores of a supernet's modules, or trains the gates of darts.</summary>
internal sealed class GuidanceRunner(SlotResources resources) : IJobRunner<GuidanceJob, GuidanceProgress>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<GuidanceProgress> RunAsync(GuidanceJob job, CancellationToken cancellation) =>
        resources.RunAsync<GuidanceProgress>(
            stop => resources.FetchSupernetAsync(job.Id, stop), (report, stop) => Guide(job, report, stop), cancellation);

    private void Guide(GuidanceJob job, Action<GuidanceProgress> report, CancellationToken stop)
    {
        var (request, started) = (job.Request, resources.Time.GetTimestamp());
        var supernet = resources.Training(job.Id, job.Spec);
        if (request.Strategy == NetworkJobs.Darts)
        {
            var images = 0L;
            var rows = new GateTraining(resources.Images(job.Spec), resources.Slot).Train(
                NetworkJobs.Gates(supernet, job.Spec, request, resources.Options),
                (step, forwarded) => report(new GuidanceProgress(step, request.Steps, null, images = forwarded, Seconds())),
                stop);
            report(new GuidanceProgress(
                request.Steps, request.Steps, [.. rows.Select(r => r.Gates)], images, Seconds(), [.. rows.Select(r => r.ValidationLoss)]));
            return;
        }

        using var network = supernet.Load(resources.Slot);
        report(new GuidanceProgress(1, 1, [NetworkJobs.Scores(request.Strategy, network)], 0, Seconds()));

        double Seconds() => resources.Time.GetElapsedTime(started).TotalSeconds;
    }
}
