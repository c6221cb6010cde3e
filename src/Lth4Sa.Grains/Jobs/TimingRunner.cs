using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Measures the inference times of networks in turn.</summary>
internal sealed class TimingRunner(SlotResources resources) : IJobRunner<TimingJob, TimingProgress>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<TimingProgress> RunAsync(TimingJob job, CancellationToken cancellation) =>
        resources.RunAsync<TimingProgress>(
            stop => resources.FetchAsync(job.Networks, stop), (report, stop) => Measure(job, report, stop), cancellation);

    private void Measure(TimingJob job, Action<TimingProgress> report, CancellationToken stop)
    {
        var networks = new List<AttentionNetwork>();
        try
        {
            networks.AddRange(job.Networks.Select(resources.Network));
            var times = new InferenceTimer(resources.Slot, resources.Time).Measure(
                [.. networks.Select(n => (n, n.Modules))], resources.Images(job.Networks[0]).Test.Crop, job.Rounds,
                round => report(new TimingProgress(round, job.Rounds, null)), stop);
            report(new TimingProgress(job.Rounds, job.Rounds, times));
        }
        finally
        {
            foreach (IDisposable network in networks)
            {
                network.Dispose();
            }
        }
    }
}
