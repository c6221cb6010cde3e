using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search;
using Lth4Sa.Search.NeuralNetworks;
using Lth4Sa.Search.Strategies;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Saliency;

/// <summary>
/// DARTS (Liu et al., arXiv:1806.09055), first order, for the connections of a supernet: in turns the weights take an SGD
/// step on a training batch with the gates as they are, and the gates, sigmoids of one number for each block, an Adam
/// step on a validation batch with the weights as they are. Deviations: the weights start from the trained supernet and
/// not from scratch, at a tenth of its learning rate; an edge has one gate and no softmax, because connected and not
/// connected are two operations; gates start half open. In the second half the validation loss of the scheme of the gates
/// is measured every twentieth of the steps: on all validation images and without relaxation, because that is what a
/// candidate is, and with batch-norm's running statistics.
/// </summary>
public sealed class GateTraining(DataSplit data, DeviceSlot slot)
{
    private const int SaveEvery = 10;

    private const double WeightRateShare = 0.1;

    /// <summary>Must run on the slot's thread.</summary>
    /// <param name="report">Called after every step with the steps taken and the images forwarded.</param>
    /// <returns>The gates after each step.</returns>
    /// <exception cref="ArgumentException">The batch does not fit into the CPU's memory.</exception>
    /// <exception cref="NonFiniteException">A loss or a gate is not finite any more; the last checkpoint stands.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two steps; the last checkpoint stands.</exception>
    public GateRow[] Train(GateJob job, Action<int, long> report, CancellationToken cancellation)
    {
        TrainingMemory.Require(slot.Device, job.Supernet.Network, data.Train.Crop, Math.Min(job.BatchSize, data.Train.Count));
        using var network = new AttentionNetwork(job.Supernet.Network, job.Supernet.Modules, job.Supernet.Seed).MoveTo(slot.Device);
        var recipe = job.Supernet.Recipe;
        var weightRate = WeightRateShare * recipe.LearningRate;
        using var optimiser = optim.SGD(network.parameters(), weightRate, recipe.Momentum, weight_decay: recipe.WeightDecay);
        var progress = TrainingCheckpoint.Restore<Progress>(job.Checkpoint, job.Identity, network, optimiser, slot.Threads);
        if (progress is null)
        {
            Checkpoints.Checkpoint.Load(network, job.Supernet.Checkpoint);
        }

        var (logits, rows) = (new double[job.Supernet.Modules.Blocks], progress?.Rows ?? []);
        var adam = job.Adam;
        var gateOptimiser = new Optimiser(
            OptimiserKind.Adam, logits.Length, adam.Rate, beta1: adam.Beta1, beta2: adam.Beta2, decay: adam.Decay);
        if (progress is not null)
        {
            progress.Logits.CopyTo(logits, 0);
            gateOptimiser.Restore(progress.Optimiser);
        }

        var train = new BatchReader(data.Train, data.Normalisation, slot.Device, job.Seed);
        var validation = new BatchReader(data.Validation, data.Normalisation, slot.Device, job.Seed);
        var finite = default(double?);
        network.train();
        report(rows.Count, ImagesOf(rows, job));
        while (rows.Count < job.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            var step = rows.Count + 1;
            using (var batch = train.At(rows.Count, job.BatchSize, recipe.Augmentation))
            {
                finite = Finite(StepWeights(network, optimiser, batch, logits), "The training loss", weightRate);
            }

            using (var batch = validation.At(rows.Count, job.BatchSize, Augmentation.None))
            {
                var (slope, loss) = SlopeOf(network, batch, logits);
                finite = Finite(loss, "The validation loss", weightRate);
                gateOptimiser.Step(logits, slope);
                Array.ForEach(logits, logit => Finite(logit, "A gate", adam.Rate));
            }

            double[] gates = [.. logits.Select(l => 1 / (1 + Math.Exp(-l)))];
            rows.Add(new GateRow(gates, job.IsMeasured(step)
                ? Finite(LossOf(network, gates, job.EvaluationBatch), "The validation loss of the scheme", weightRate)
                : null));
            if (rows.Count % SaveEvery == 0 || rows.Count == job.Steps)
            {
                TrainingCheckpoint.Save(
                    job.Checkpoint, job.Identity, network, optimiser, new Progress(rows, [.. logits], gateOptimiser.Save()), slot.Threads);
            }

            report(rows.Count, ImagesOf(rows, job));

            double Finite(double value, string what, double rate) => double.IsFinite(value) ? value : throw Divergence.At(
                $"{what} is {Divergence.Name(value)} in step {step} of {job.Steps} of the gates,", rate, finite);
        }

        return [.. rows];
    }

    private long ImagesOf(List<GateRow> rows, GateJob job) =>
        2L * rows.Count * job.BatchSize + (long)rows.Count(r => r.ValidationLoss is not null) * data.Validation.Count;

    private double LossOf(AttentionNetwork network, double[] gates, int? batch)
    {
        using var frozen = new FoldedNetwork(network, leaveOpen: true);
        return new SchemeLoss(slot, batch).Of(frozen, Guidance.SchemeOf(gates), data.Validation, data.Normalisation);
    }

    private double StepWeights(AttentionNetwork network, SGD optimiser, Batch batch, double[] logits)
    {
        using var scope = NewDisposeScope();
        network.zero_grad();
        using var gates = Tensor(logits).sigmoid();
        var loss = nn.functional.cross_entropy(network.Relaxed(batch.Images, gates), batch.Labels);
        loss.backward();
        optimiser.step();
        return loss.item<float>();
    }

    private (double[] Slope, double Loss) SlopeOf(AttentionNetwork network, Batch batch, double[] logits)
    {
        using var scope = NewDisposeScope();
        network.zero_grad();
        var variable = Tensor(logits).requires_grad_(true);
        var loss = nn.functional.cross_entropy(network.Relaxed(batch.Images, variable.sigmoid()), batch.Labels);
        loss.backward();
        return ([.. variable.grad!.cpu().data<float>().ToArray().Select(g => (double)g)], loss.item<float>());
    }

    private Tensor Tensor(double[] values) => tensor(Array.ConvertAll(values, v => (float)v)).to(slot.Device);

    /// <summary>What a checkpoint knows besides weights and momentum.</summary>
    private sealed record Progress(List<GateRow> Rows, double[] Logits, byte[] Optimiser);
}
