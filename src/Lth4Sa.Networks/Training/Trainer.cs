using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Training;

/// <summary>
/// Trains a supernet (Alg. 1: every iteration a fresh scheme, from a <see cref="SchemeSampler"/>) or a stand-alone network.
/// After every epoch the weights, the momentum and the epoch go into the checkpoint; a job that starts
/// where a checkpoint of its identity lies goes on from there, on CPU bit for bit with the same thread count.
/// Modules that an iteration does not connect are treated as <see cref="TrainingJob.UnusedModules"/> says.
/// </summary>
public sealed class Trainer(DataSplit data, DeviceSlot slot, TimeProvider time)
{
    /// <summary>Must run on the slot's thread.</summary>
    /// <param name="report">Called after every iteration.</param>
    /// <returns>The records of all epochs, those before this process too.</returns>
    /// <exception cref="ArgumentException">The batch does not fit into the CPU's memory.</exception>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    /// <exception cref="NonFiniteException">A loss or a weight is not finite any more; the last epoch's checkpoint stands.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two iterations; the last epoch's checkpoint stands.</exception>
    public IReadOnlyList<EpochRecord> Train(TrainingJob job, Action<TrainingProgress> report, CancellationToken cancellation)
    {
        var images = job.ImagesOf(data);
        TrainingMemory.Require(slot.Device, job.Network, images.Crop, Math.Min(job.Recipe.BatchSize, images.Count));
        using var network = new AttentionNetwork(job.Network, job.Modules, job.Seed).MoveTo(slot.Device);
        var recipe = job.Recipe;
        var sampler = job.Beta is { } beta ? new SchemeSampler(job.Sampling, job.Modules.Blocks, beta, job.Seed) : null;
        using var optimiser = optim.SGD(network.parameters(), recipe.LearningRate, recipe.Momentum, weight_decay: recipe.WeightDecay);
        var history = TrainingCheckpoint.Restore<List<EpochRecord>>(job.Checkpoint, job.Identity, network, optimiser, slot.Threads) ?? [];
        var done = history.Count;
        var batches = new BatchReader(images, data.Normalisation, slot.Device, job.Seed);
        var iterations = BatchReader.BatchesPerEpoch(images.Count, recipe.BatchSize);
        var (started, seen) = (time.GetTimestamp(), 0L);
        var finite = history.Count > 0 ? history[^1].Loss : default(double?);
        report(Status(done, 0, 0));

        for (var epoch = done; epoch < recipe.Epochs; epoch++)
        {
            var (iteration, lossSum, rate) = (0, 0.0, recipe.RateAt(epoch));
            foreach (var group in optimiser.ParamGroups)
            {
                group.LearningRate = rate;
            }

            network.train();
            foreach (var batch in batches.Epoch(epoch, recipe.BatchSize, recipe.Augmentation))
            {
                cancellation.ThrowIfCancellationRequested();
                using (batch)
                {
                    var scheme = sampler?.At((ulong)epoch * (ulong)iterations + (ulong)iteration) ?? job.Modules;
                    var loss = TrainingStep.Run(network, optimiser, batch, scheme, job.UnusedModules);
                    seen += batch.Labels.numel();
                    iteration++;
                    finite = double.IsFinite(loss) ? loss : throw Divergence.At(
                        $"The loss is {Divergence.Name(loss)} in epoch {epoch + 1}, iteration {iteration} of {iterations},",
                        rate, finite);
                    lossSum += loss;
                }

                report(Status(epoch, iteration, lossSum));
            }

            // What the last iteration did to the weights shows in no loss of this epoch, but a checkpoint of it would be of no use.
            if (Divergence.Find(network) is { } weight)
            {
                throw Divergence.At(
                    $"{weight} is not finite after epoch {epoch + 1}, iteration {iteration} of {iterations},", rate, finite);
            }

            double? accuracy = job.TestEachEpoch ? TestAccuracy(network, job.Modules) : null;
            history.Add(new EpochRecord(epoch + 1, rate, lossSum / iteration, accuracy));
            TrainingCheckpoint.Save(job.Checkpoint, job.Identity, network, optimiser, history, slot.Threads);
        }

        report(Status(recipe.Epochs, 0, 0));
        return history;

        TrainingProgress Status(int epoch, int iteration, double lossSum)
        {
            var speed = seen / Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-9);
            var left = (double)(recipe.Epochs - epoch) * images.Count - (double)iteration * recipe.BatchSize;
            return new(epoch, recipe.Epochs, iteration, iterations, iteration == 0 ? 0 : lossSum / iteration, speed,
                speed > 0 ? left / speed : 0, history.Count == 0 ? null : history[^1].Accuracy);
        }
    }

    private double TestAccuracy(AttentionNetwork network, Scheme scheme)
    {
        using var frozen = new FoldedNetwork(network, leaveOpen: true);
        return 100.0 * new SchemeEvaluator(slot).CountCorrect(frozen, scheme, data.Test, data.Normalisation) / data.Test.Count;
    }
}
