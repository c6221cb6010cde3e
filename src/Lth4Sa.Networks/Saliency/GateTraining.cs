using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search;
using Lth4Sa.Search.NeuralNetworks;
using TorchSharp;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Saliency;

/// <summary>
/// DARTS (Liu et al., arXiv:1806.09055), first order, for the connections of a supernet: in turns the weights take an SGD
/// step on a training batch with the gates as they are, and the gates, sigmoids of one number for each block, an Adam
/// step on a validation batch with the weights as they are. Deviations: the weights start from the trained supernet and
/// not from scratch, at a tenth of its learning rate; an edge has one gate and no softmax, because connected and not
/// connected are two operations; gates start half open.
/// </summary>
public sealed class GateTraining(DataSplit data, DeviceSlot slot)
{
    private const int SaveEvery = 10;

    private const double WeightRateShare = 0.1;

    /// <summary>Must run on the slot's thread.</summary>
    /// <param name="report">Called after every step with the steps taken and the images forwarded.</param>
    /// <returns>The gates after each step, m values in 0..1, block 1 first.</returns>
    /// <exception cref="ArgumentException">The batch does not fit into the CPU's memory.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two steps; the last checkpoint stands.</exception>
    public double[][] Train(GateJob job, Action<int, long> report, CancellationToken cancellation)
    {
        TrainingMemory.Require(slot.Device, job.Supernet.Network, data.Train.Crop, Math.Min(job.BatchSize, data.Train.Count));
        using var network = new AttentionNetwork(job.Supernet.Network, job.Supernet.Modules, job.Supernet.Seed).MoveTo(slot.Device);
        var recipe = job.Supernet.Recipe;
        using var optimiser = optim.SGD(
            network.parameters(), WeightRateShare * recipe.LearningRate, recipe.Momentum, weight_decay: recipe.WeightDecay);
        var progress = TrainingCheckpoint.Restore<Progress>(job.Checkpoint, job.Identity, network, optimiser, slot.Threads);
        if (progress is null)
        {
            Checkpoints.Checkpoint.Load(network, job.Supernet.Checkpoint);
        }

        var (logits, rows) = (new double[job.Supernet.Modules.Blocks], progress?.Rows ?? []);
        var gateOptimiser = new Optimiser(OptimiserKind.Adam, logits.Length, job.Rate);
        if (progress is not null)
        {
            progress.Logits.CopyTo(logits, 0);
            gateOptimiser.Restore(progress.Optimiser);
        }

        var train = new BatchReader(data.Train, data.Normalisation, slot.Device, job.Seed);
        var validation = new BatchReader(data.Validation, data.Normalisation, slot.Device, job.Seed);
        network.train();
        report(rows.Count, ImagesOf(rows.Count, job));
        while (rows.Count < job.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            using (var batch = train.At(rows.Count, job.BatchSize, recipe.Augmentation))
            {
                StepWeights(network, optimiser, batch, logits);
            }

            using (var batch = validation.At(rows.Count, job.BatchSize, Augmentation.None))
            {
                gateOptimiser.Step(logits, SlopeOf(network, batch, logits));
            }

            rows.Add([.. logits.Select(l => 1 / (1 + Math.Exp(-l)))]);
            if (rows.Count % SaveEvery == 0 || rows.Count == job.Steps)
            {
                TrainingCheckpoint.Save(
                    job.Checkpoint, job.Identity, network, optimiser, new Progress(rows, [.. logits], gateOptimiser.Save()), slot.Threads);
            }

            report(rows.Count, ImagesOf(rows.Count, job));
        }

        return [.. rows];
    }

    private static long ImagesOf(int steps, GateJob job) => 2L * steps * job.BatchSize;

    private void StepWeights(AttentionNetwork network, TorchSharp.Modules.SGD optimiser, Batch batch, double[] logits)
    {
        using var scope = NewDisposeScope();
        network.zero_grad();
        using var gates = Tensor(logits).sigmoid();
        nn.functional.cross_entropy(network.Relaxed(batch.Images, gates), batch.Labels).backward();
        optimiser.step();
    }

    private double[] SlopeOf(AttentionNetwork network, Batch batch, double[] logits)
    {
        using var scope = NewDisposeScope();
        network.zero_grad();
        var variable = Tensor(logits).requires_grad_(true);
        nn.functional.cross_entropy(network.Relaxed(batch.Images, variable.sigmoid()), batch.Labels).backward();
        return [.. variable.grad!.cpu().data<float>().ToArray().Select(g => (double)g)];
    }

    private Tensor Tensor(double[] values) => tensor(Array.ConvertAll(values, v => (float)v)).to(slot.Device);

    /// <summary>What a checkpoint knows besides weights and momentum.</summary>
    private sealed record Progress(List<double[]> Rows, double[] Logits, byte[] Optimiser);
}
