using System.Globalization;
using Lth4Sa.Networks;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;
using TorchSharp.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace Lth4Sa.Client.Bench;

/// <summary>This product, in this process: the step of <see cref="Trainer"/> and the evaluator of the search.</summary>
internal sealed class OwnContestant : IContestant
{
    private readonly DeviceSlot slot;
    private readonly TimeProvider time;
    private readonly AttentionNetwork network;
    private readonly FoldedNetwork frozen;
    private readonly SGD optimiser;
    private readonly Batch batch;

    private OwnContestant(TrainingBenchOptions options, DeviceSlot slot, TimeProvider time, Batch batch)
    {
        (this.slot, this.time, this.batch) = (slot, time, batch);
        network = options.CreateNetwork().to(slot.Device);
        // Folded once, as for a search, which runs on a supernet that has been trained.
        frozen = new FoldedNetwork(options.CreateNetwork().to(slot.Device));
        optimiser = optim.SGD(network.parameters(), 0.1, 0.9, weight_decay: 1e-4);
        network.train();
    }

    public string Name => "lth4sa";

    /// <param name="batch">Makes the batch, on the slot's thread.</param>
    public static OwnContestant Create(TrainingBenchOptions options, DeviceSlot slot, TimeProvider time, Func<Batch> batch) =>
        slot.RunAsync(() => new OwnContestant(options, slot, time, batch())).GetAwaiter().GetResult();

    public Measurement Train(IReadOnlyList<string> schemes) =>
        Run(() => Measure(schemes, scheme => TrainingStep.Run(network, optimiser, batch, scheme)));

    public Measurement Evaluate(IReadOnlyList<string> schemes) =>
        Run(() => Measure(schemes, scheme => new SchemeEvaluator(slot).CountCorrect(frozen, [scheme], batch)[0]));

    /// <summary>The batch evaluated under all schemes as one prefix tree.</summary>
    /// <returns>The time, and the correct predictions of each.</returns>
    public (Measurement Measured, int[] Correct) EvaluateTogether(IReadOnlyList<string> schemes)
    {
        int[] correct = [];
        var measured = Run(() =>
        {
            var started = time.GetTimestamp();
            correct = new SchemeEvaluator(slot).CountCorrect(frozen, [.. schemes.Select(Scheme.Parse)], batch);
            return new Measurement(time.GetElapsedTime(started).TotalSeconds, correct[0]);
        });
        return (measured, correct);
    }

    public double PeakMemory()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose() => Run(() =>
    {
        network.Dispose();
        frozen.Dispose();
        optimiser.Dispose();
        batch.Dispose();
        return default(Measurement);
    });

    private Measurement Run(Func<Measurement> job) => slot.RunAsync(job).GetAwaiter().GetResult();

    private Measurement Measure(IReadOnlyList<string> schemes, Func<Scheme, double> one)
    {
        var started = time.GetTimestamp();
        var values = schemes.Select(s => one(Scheme.Parse(s))).ToArray();
        return new Measurement(time.GetElapsedTime(started).TotalSeconds, values[0]);
    }
}
