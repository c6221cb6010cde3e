using System.Globalization;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Benchmarks.Measurements;

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
        network = options.CreateNetwork().MoveTo(slot.Device);
        // Folded once, as for a search, which runs on a supernet that has been trained.
        frozen = new FoldedNetwork(options.CreateNetwork().MoveTo(slot.Device));
        optimiser = optim.SGD(network.parameters(), 0.1, 0.9, weight_decay: 1e-4);
        network.train();
    }

    public string Name => "lth4sa";

    /// <param name="batch">Makes the batch, on the slot's thread.</param>
    public static OwnContestant Create(TrainingBenchOptions options, DeviceSlot slot, TimeProvider time, Func<Batch> batch) =>
        slot.RunAsync(() => new OwnContestant(options, slot, time, batch())).GetAwaiter().GetResult();

    public Measurement Train(IReadOnlyList<string> schemes) =>
        Run(() => Measure(schemes, scheme => TrainingStep.Run(network, optimiser, batch, scheme, UnusedModules.Freeze)));

    public Measurement Evaluate(IReadOnlyList<string> schemes) =>
        Run(() => Measure(schemes, scheme => new SchemeEvaluator(slot).CountCorrect(new PrefixTree(frozen, [scheme]), batch)[0]));

    /// <summary>The batch evaluated under each scheme by the plain forward pass, batch-norm and all.</summary>
    public Measurement EvaluatePlainly(IReadOnlyList<string> schemes) => Run(() =>
    {
        network.eval();
        using var grad = no_grad();
        return Measure(schemes, scheme =>
        {
            using var scope = NewDisposeScope();
            return network.call(batch.Images, scheme).argmax(1).eq(batch.Labels).sum().item<long>();
        });
    });

    /// <summary>The batch evaluated as a search does it: the unknown schemes of each step as one prefix tree.</summary>
    /// <returns>The time, the trees, and the correct predictions of each scheme.</returns>
    public (Measurement Measured, List<PrefixTree> Trees, Dictionary<string, int> Correct) EvaluateTogether(IReadOnlyList<string[]> steps)
    {
        var (trees, known) = (new List<PrefixTree>(), new Dictionary<string, int>());
        var measured = Run(() =>
        {
            var started = time.GetTimestamp();
            foreach (var step in steps)
            {
                var misses = step.Distinct().Where(s => !known.ContainsKey(s)).ToArray();
                if (misses.Length > 0)
                {
                    trees.Add(new PrefixTree(frozen, misses.Select(Scheme.Parse)));
                    var correct = new SchemeEvaluator(slot).CountCorrect(trees[^1], batch);
                    Array.ForEach([.. misses.Zip(correct)], counted => known[counted.First] = counted.Second);
                }
            }

            return new Measurement(time.GetElapsedTime(started).TotalSeconds, known[steps[0][0]]);
        });
        return (measured, trees, known);
    }

    /// <summary>Multiply-adds a second of the slot's threads, each in large matrix products of its own: the best of a few.</summary>
    public double ProductRate()
    {
        const int size = 1024, products = 4, rounds = 5;
        var best = 0.0;
        Run(() =>
        {
            using var scope = NewDisposeScope();
            using var grad = no_grad();
            var (a, b) = (empty(size, size).normal_().to(slot.Device), empty(size, size).normal_().to(slot.Device));
            for (var round = 0; round < rounds; round++)
            {
                var started = time.GetTimestamp();
                slot.Each(products * slot.Threads, _ =>
                {
                    using var product = a.mm(b);
                    // Reading one value waits for a GPU to be done.
                    product[0, 0].item<float>();
                });
                best = Math.Max(best, (double)size * size * size * products * slot.Threads / time.GetElapsedTime(started).TotalSeconds);
            }

            return default;
        });
        return best;
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
