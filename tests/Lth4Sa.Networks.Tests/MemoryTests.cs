using System.Globalization;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

public sealed class MemoryTests
{
    private const int Steps = 1000;

    // A tensor of the network's smallest features that stayed alive at each step would take eight times as much.
    private const long MostGrowth = 8L << 20;

    [Fact]
    public async Task TrainingStep_AThousandTimes_LeavesNothingBehind()
    {
        using var slot = new DeviceSlot("cpu", 2);
        await slot.RunAsync(() =>
        {
            using var network = new AttentionNetwork(TestNetworks.Spec("resnet11", classes: 10), Scheme.AllOn(3), 1);
            using var optimiser = optim.SGD(network.parameters(), 0.01, 0.9, weight_decay: 1e-4);
            using var batch = new Batch(randn(8, 3, 8, 8), arange(8));
            network.train();
            Train(Steps);
            var (bytes, tensors) = (Resident(), Tensor.TotalCount);
            Train(Steps);
            Assert.Equal(tensors, Tensor.TotalCount);
            Assert.InRange(Resident() - bytes, long.MinValue, MostGrowth);
            return true;

            void Train(int steps)
            {
                for (var i = 0; i < steps; i++)
                {
                    TrainingStep.Run(network, optimiser, batch, Scheme.AllOn(3));
                    // How much lies about before the collector runs by itself, and is then kept by malloc, depends on the processor's caches.
                    _ = i % (Steps / 10) == 0 ? Resident() : 0;
                }
            }
        });
    }

    /// <param name="kept">
    /// MiB that PyTorch keeps for one image with no module connected, counted by
    /// torch.autograd.graph.saved_tensors_hooks.
    /// </param>
    [Theory]
    [InlineData("resnet50", 224, 82.13)]
    [InlineData("resnet38", 32, 6.13)]
    public void BytesPerImage_AreNearlyAllThatAutogradKeeps(string backbone, int size, double kept) =>
        Assert.InRange(TrainingMemory.BytesPerImage(TestNetworks.Spec(backbone), size) / (double)(1 << 20), 0.85 * kept, kept);

    [Fact]
    public void Require_BatchThatDoesNotFit_SaysWhatDoes()
    {
        var spec = TestNetworks.Spec("resnet50", classes: 1000);
        TrainingMemory.Require(spec, 224, 64, 24L << 30);
        var error = Assert.Throws<ArgumentException>(() => TrainingMemory.Require(spec, 224, 1024, 24L << 30));
        Assert.StartsWith("batch-size: 1024 is not allowed; expected at most", error.Message, StringComparison.Ordinal);
    }

    // The managed heap is not what is looked for: not what lives in it, and not what it keeps for later.
    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Anonymous() - GC.GetGCMemoryInfo().TotalCommittedBytes;
    }

    // Pages of mapped files, such as libtorch's, come and go as the kernel likes; a leak is in anonymous memory, which without swap stays.
    private static long Anonymous()
    {
        const string name = "RssAnon:";
        var line = File.ReadLines("/proc/self/status").Single(l => l.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) << 10;
    }
}
