using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Training;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Trains supernets and networks. Their checkpoints are published after each epoch, so that every silo can continue.</summary>
internal sealed class TrainingRunner(SlotResources resources)
    : IJobRunner<SupernetTrainingJob, TrainingProgress>, IJobRunner<NetworkTrainingJob, TrainingProgress>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<TrainingProgress> RunAsync(SupernetTrainingJob job, CancellationToken cancellation) => TrainAsync(
        resources.Options.SupernetFile(job.Id), () => resources.Images(job.Spec), () => resources.Training(job.Id, job.Spec), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<TrainingProgress> RunAsync(NetworkTrainingJob job, CancellationToken cancellation) => TrainAsync(
        resources.FileOf(job.Network), () => resources.Images(job.Network), () => resources.Training(job.Network), cancellation);

    private async IAsyncEnumerable<TrainingProgress> TrainAsync(
        string file, Func<DataSplit> images, Func<TrainingJob> job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var published = 0;
        var reports = resources.RunAsync<TrainingProgress>(
            stop => resources.FetchAsync(file, stop),
            (report, stop) => new Trainer(images(), resources.Slot, resources.Time).Train(job(), report, stop),
            cancellation);
        await foreach (var report in reports)
        {
            if (report.Epoch > published && report.Epoch < report.Epochs)
            {
                published = report.Epoch;
                await resources.PublishAsync(file, cancellation);
            }

            yield return report;
        }

        await resources.PublishAsync(file, cancellation);
    }
}
