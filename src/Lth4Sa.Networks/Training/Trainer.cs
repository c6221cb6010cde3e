using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Training;

/// <summary>
/// Trains a supernet (Alg. 1: every iteration a fresh scheme, from a <see cref="SchemeSampler"/>) or a stand-alone network.
/// After every epoch the weights, the momentum and the epoch go into the checkpoint; a job that starts
/// where a checkpoint of its identity lies goes on from there, on CPU bit for bit with the same thread count.
/// Modules that an iteration does not connect get no gradient and are left alone by it, weight decay included.
/// </summary>
public sealed class Trainer(DataSplit data, DeviceSlot slot, TimeProvider time)
{
    /// <summary>Must run on the slot's thread.</summary>
    /// <param name="report">Called after every iteration.</param>
    /// <returns>The records of all epochs, those before this process too.</returns>
    /// <exception cref="ArgumentException">The batch does not fit into the CPU's memory.</exception>
    /// <exception cref="InsufficientMemoryException">The device has not enough memory.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two iterations; the last epoch's checkpoint stands.</exception>
    public IReadOnlyList<EpochRecord> Train(TrainingJob job, Action<TrainingProgress> report, CancellationToken cancellation)
    {
        TrainingMemory.Require(slot.Device, job.Network, data.Train.Crop, Math.Min(job.Recipe.BatchSize, data.Train.Count));
        using var network = new AttentionNetwork(job.Network, job.Modules, job.Seed).MoveTo(slot.Device);
        var recipe = job.Recipe;
        var sampler = job.Beta is { } beta ? new SchemeSampler(job.Sampling, job.Modules.Blocks, beta, job.Seed) : null;
        using var optimiser = optim.SGD(network.parameters(), recipe.LearningRate, recipe.Momentum, weight_decay: recipe.WeightDecay);
        var history = TrainingCheckpoint.Restore<List<EpochRecord>>(job.Checkpoint, job.Identity, network, optimiser, slot.Threads) ?? [];
        var done = history.Count;
        var images = new BatchReader(data.Train, data.Normalisation, slot.Device, job.Seed);
        var iterations = BatchReader.BatchesPerEpoch(data.Train.Count, recipe.BatchSize);
        var (started, seen) = (time.GetTimestamp(), 0L);
        report(Status(done, 0, 0));

        for (var epoch = done; epoch < recipe.Epochs; epoch++)
        {
            var (iteration, lossSum) = (0, 0.0);
            foreach (var group in optimiser.ParamGroups)
            {
                group.LearningRate = recipe.RateAt(epoch);
            }

            network.train();
            foreach (var batch in images.Epoch(epoch, recipe.BatchSize, recipe.Augmentation))
            {
                cancellation.ThrowIfCancellationRequested();
                using (batch)
                {
                    var scheme = sampler?.At((ulong)epoch * (ulong)iterations + (ulong)iteration) ?? job.Modules;
                    lossSum += TrainingStep.Run(network, optimiser, batch, scheme);
                    seen += batch.Labels.numel();
                }

                iteration++;
                report(Status(epoch, iteration, lossSum));
            }

            double? accuracy = job.TestEachEpoch ? TestAccuracy(network, job.Modules) : null;
            history.Add(new EpochRecord(epoch + 1, recipe.RateAt(epoch), lossSum / iteration, accuracy));
            TrainingCheckpoint.Save(job.Checkpoint, job.Identity, network, optimiser, history, slot.Threads);
        }

        report(Status(recipe.Epochs, 0, 0));
        return history;

        TrainingProgress Status(int epoch, int iteration, double lossSum)
        {
            var rate = seen / Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-9);
            var left = (double)(recipe.Epochs - epoch) * data.Train.Count - (double)iteration * recipe.BatchSize;
            return new(epoch, recipe.Epochs, iteration, iterations, iteration == 0 ? 0 : lossSum / iteration, rate,
                rate > 0 ? left / rate : 0, history.Count == 0 ? null : history[^1].Accuracy);
        }
    }

    private double TestAccuracy(AttentionNetwork network, Scheme scheme)
    {
        using var frozen = new FoldedNetwork(network, leaveOpen: true);
        return 100.0 * new SchemeEvaluator(slot).CountCorrect(frozen, scheme, data.Test, data.Normalisation) / data.Test.Count;
    }
}
