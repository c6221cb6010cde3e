using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Networks.Evaluation;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Measures the inference times of networks in turn.</summary>
internal sealed class TimingRunner(SlotResources slot) : IJobRunner<TimingJob, TimingProgress>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<TimingProgress> RunAsync(TimingJob job, CancellationToken cancellation) =>
        slot.RunAsync<TimingProgress>(() => slot.FetchAsync(job.Networks), (report, stop) => Measure(job, report, stop), cancellation);

    private void Measure(TimingJob job, Action<TimingProgress> report, CancellationToken stop)
    {
        var networks = Array.ConvertAll(job.Networks, slot.Network);
        try
        {
            var times = new InferenceTimer(slot.Slot, slot.Time).Measure(
                [.. networks.Select(n => (n, n.Modules))], slot.Images(job.Networks[0]).Test.Crop, job.Rounds,
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
