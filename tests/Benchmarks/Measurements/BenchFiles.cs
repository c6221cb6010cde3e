using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using static TorchSharp.torch;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>What every contestant of a bench starts from.</summary>
internal static class BenchFiles
{
    /// <summary>
    /// Runs with ourselves on a slot, and with the files of weights and batch that the peers read; they are gone
    /// afterwards.
    /// </summary>
    public static void Run(TrainingBenchOptions options, TimeProvider time, Action<OwnContestant, string, string> bench)
    {
        var folder = Directory.CreateTempSubdirectory("lth4sa-bench-").FullName;
        try
        {
            using var slot = new DeviceSlot(options.Device, options.Threads);
            var (weights, batch) = (Path.Combine(folder, "weights"), Path.Combine(folder, "batch"));
            using var own = OwnContestant.Create(options, slot, time, () => Prepare(options, weights, batch, slot));
            bench(own, weights, batch);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // On the slot's thread; answers the batch.
    private static Batch Prepare(TrainingBenchOptions options, string weights, string batch, DeviceSlot slot)
    {
        using var scope = NewDisposeScope();
        using (var network = options.CreateNetwork())
        {
            Checkpoint.Save(network, weights, new Dictionary<string, string>());
        }

        var size = options.Backbone.ImageSize;
        manual_seed(1);
        var images = empty(options.Batch, size, size, 3).normal_().permute(0, 3, 1, 2);
        var labels = tensor(Enumerable.Range(0, options.Batch).Select(i => (long)(i * 7 % options.Backbone.Classes)).ToArray());
        Safetensors.Save(batch, new Dictionary<string, Tensor> { ["x"] = images, ["y"] = labels }, new Dictionary<string, string>());
        return new Batch(images.to(slot.Device).MoveToOuterDisposeScope(), labels.to(slot.Device).MoveToOuterDisposeScope());
    }
}
