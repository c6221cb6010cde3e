using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

/// <summary>Statistics that a tree computes are those of each scheme by itself, and those that PyTorch computes.</summary>
public sealed class RecalibrationTests(PyTorchOracle oracle) : IClassFixture<PyTorchOracle>, IDisposable
{
    private const int Seed = 3, Count = 22, BatchSize = 8;

    /// <summary>22 images in batches of at most 8 are three, of nearly equal size.</summary>
    private static readonly int[] Ends = [0, 7, 14, 22];

    private readonly DeviceSlot slot = new("cpu", 1);
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, Sharing> ModulesAndSharings => TestNetworks.ModulesAndSharings;

    public void Dispose()
    {
        slot.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(ModulesAndSharings))]
    public async Task Of_AWholeLandscape_GivesEachSchemeWhatItHasByItselfBitForBit(string module, Sharing sharing)
    {
        var images = TestNetworks.Images;
        using var others = new DeviceSlot("cpu", 3);
        using var folded = new FoldedNetwork(Trained(TestNetworks.Spec("resnet20", sharing, module, 10), images.Train));
        Scheme[] schemes = [.. Enumerable.Range(0, 64).Select(bits => new Scheme((ulong)bits, 6))];
        var together = await LogitsAsync(others, folded, images.Train, schemes);
        foreach (var i in new[] { 0, 21, 42, 63 })
        {
            Assert.Equal((await LogitsAsync(slot, folded, images.Train, [schemes[i]]))[0], together[i]);
        }
    }

    [Theory]
    [InlineData("resnet20", "se", Sharing.Full, "101101")]
    [InlineData("resnet20", "dia", Sharing.Share, "110111")]
    [InlineData("resnet50", "sge", Sharing.Full, "1011011101011101")]
    public async Task Of_OneScheme_AgreesWithPyTorchAndWithTorchSharpsOwnBatchNorm(
        string backbone, string module, Sharing sharing, string bits)
    {
        var (scheme, spec) = (Scheme.Parse(bits), TestNetworks.Spec(backbone, sharing, module, 10));
        var images = Images(spec.Backbone.IsImageNet ? 48 : 16);
        using var network = Trained(spec, images);
        using var folded = new FoldedNetwork(network, leaveOpen: true);
        var actual = (await LogitsAsync(slot, folded, images, [scheme]))[0];
        await slot.RunAsync(() =>
        {
            using var scope = NewDisposeScope();
            using var _ = no_grad();
            var reader = new BatchReader(images, Normalisation.ImageNet, CPU, 0);
            var order = new Philox(Seed).Permutation(images.Count, RandomStream.RecalibrationImages, 0);
            var batches = Ends.Zip(Ends.Skip(1), (from, to) => reader.Of(order.AsSpan(from..to)).Images).ToArray();
            var shown = reader.InOrder(0, BatchSize).Images;
            Agree(PyTorch(network, scheme, batches, shown), actual, 2e-4);

            // The network's own batch-norm, which this changes.
            foreach (var norm in network.modules().OfType<BatchNorm2d>())
            {
                norm.reset_running_stats();
                norm.momentum = null;
            }

            network.train();
            Array.ForEach(batches, batch => network.call(batch, scheme));
            network.eval();
            Agree(network.call(shown, scheme), actual, 2e-5);
            return true;
        });
    }

    [Fact]
    public async Task Of_ANetwork_ChangesItsAnswersAndNotTheNetwork()
    {
        var images = TestNetworks.Images;
        using var network = Trained(TestNetworks.Spec("resnet11", classes: 10), images.Train);
        using var folded = new FoldedNetwork(network, leaveOpen: true);
        var before = State(network);
        var recalibrated = (await LogitsAsync(slot, folded, images.Train, [Scheme.AllOn(3)]))[0];
        Assert.Equal(before, State(network));
        Assert.False(network.training);
        Assert.NotEqual(recalibrated, await slot.RunAsync(() => Logits(folded, images.Train, [Scheme.AllOn(3)])[0]));
    }

    [Fact]
    public async Task Of_AgainAndAgain_LeavesNoTensorAlive()
    {
        var images = TestNetworks.Images;
        using var folded = new FoldedNetwork(Trained(TestNetworks.Spec("resnet20", Sharing.Share, "dia", 10), images.Train));
        Scheme[] schemes = [.. Enumerable.Range(0, 20).Select(bits => new Scheme((ulong)(bits * 3), 6))];
        await LogitsAsync(slot, folded, images.Train, schemes);
        var before = Tensor.TotalCount;
        await LogitsAsync(slot, folded, images.Train, schemes);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public async Task Of_MoreImagesThanThereAre_SaysHowManyThereAre()
    {
        var images = Images(16);
        using var folded = new FoldedNetwork(Trained(TestNetworks.Spec("resnet11", classes: 10), images));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => slot.RunAsync(() =>
            new Recalibration(slot, images, Normalisation.ImageNet, 61, BatchSize, Seed).Of(folded, [Scheme.AllOn(3)])));
        Assert.StartsWith("recalibrate: 61 is not allowed; expected at most 60", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tree_OfASchemeThatWasNotRecalibrated_IsRefused()
    {
        var images = Images(16);
        using var folded = new FoldedNetwork(Trained(TestNetworks.Spec("resnet11", classes: 10), images));
        await Assert.ThrowsAsync<ArgumentException>(() => slot.RunAsync(() =>
        {
            using var network = Recalibrated(slot, folded, images, [Scheme.AllOn(3)]);
            return Logits(network, images, [Scheme.AllOff(3)]);
        }));
    }

    [Fact]
    public void RecalibrationBatch_LessMemory_IsTheLargestPowerOfTwoThatFits()
    {
        var spec = TestNetworks.Spec("resnet38");
        Assert.Equal(64, EvaluationMemory.RecalibrationBatch(spec, 32, cpu: true, threads: 2, budget: null));
        Assert.Equal(256, EvaluationMemory.RecalibrationBatch(spec, 32, cpu: false, threads: 2, budget: null));
        var room = (int)(EvaluationMemory.BytesPerImage(spec, 32) * 2 * 40 >> 20) + 1;
        Assert.Equal(32, EvaluationMemory.RecalibrationBatch(spec, 32, cpu: true, threads: 2, room));
    }

    private static RecalibratedNetwork Recalibrated(DeviceSlot slot, FoldedNetwork folded, ImageSet images, Scheme[] schemes) =>
        new Recalibration(slot, images, Normalisation.ImageNet, Count, BatchSize, Seed).Of(folded, schemes);

    private static Task<float[][]> LogitsAsync(DeviceSlot slot, FoldedNetwork folded, ImageSet images, Scheme[] schemes) =>
        slot.RunAsync(() =>
        {
            using var network = Recalibrated(slot, folded, images, schemes);
            var logits = Array.Empty<float[]>();
            // As an evaluation does: on one thread, however many the slot has.
            slot.Each(1, _ => logits = Logits(network, images, schemes));
            return logits;
        });

    private static float[][] Logits(FrozenNetwork network, ImageSet images, Scheme[] schemes)
    {
        using var batch = new BatchReader(images, Normalisation.ImageNet, CPU, 0).InOrder(0, BatchSize);
        var logits = new float[schemes.Length][];
        new PrefixTree(network, schemes).Run(batch.Images, (i, answer) =>
        {
            using (answer)
            {
                logits[i] = answer.data<float>().ToArray();
            }
        });
        return logits;
    }

    // Random pixels, of which the channels of each image have a brightness of their own.
    private static ImageSet Images(int size)
    {
        var (random, bytes) = (new Philox(9), size * size * ImageSet.Channels);
        var pixels = new byte[60 * bytes];
        for (var i = 0; i < pixels.Length; i++)
        {
            var bright = random.Below(128, RandomStream.LatencyInput, (ulong)(i / bytes), (uint)(i % ImageSet.Channels));
            pixels[i] = (byte)(bright + random.Below(128, RandomStream.LatencyInput, 1000, (uint)i));
        }

        return new ImageSet(pixels, [.. Enumerable.Range(0, 60).Select(i => i % 10)], size);
    }

    // A few steps, so that batch-norm is not as it started.
    private static AttentionNetwork Trained(NetworkSpec spec, ImageSet images)
    {
        var network = new AttentionNetwork(spec, Scheme.AllOn(spec.Backbone.Blocks), 1);
        using var scope = NewDisposeScope();
        using var optimiser = optim.SGD(network.parameters(), 0.01, 0.9);
        using var batch = new BatchReader(images, Normalisation.ImageNet, CPU, 0).InOrder(0, BatchSize);
        network.train();
        for (var step = 0; step < 2; step++)
        {
            TrainingStep.Run(network, optimiser, batch, network.Modules);
        }

        network.eval();
        return network;
    }

    private Tensor PyTorch(AttentionNetwork network, Scheme scheme, Tensor[] batches, Tensor shown)
    {
        var none = new Dictionary<string, string>();
        Checkpoint.Save(network, folder.File("weights"), none);
        Safetensors.Save(folder.File("recalibration"), batches.Select((b, i) => (b, i)).ToDictionary(b => $"b{b.i}", b => b.b.@double()), none);
        Safetensors.Save(folder.File("batch"), new Dictionary<string, Tensor> { ["x"] = shown.@double() }, none);
        oracle.Ask(new PyTorchOracle.Job(
            network.Spec.Backbone.Name, network.Spec.Module, network.Spec.Sharing == Sharing.Share ? "share" : "full",
            network.Modules.ToString(), scheme.ToString(), network.Spec.Classes, folder.File("weights"), folder.File("batch"), 0, 0, 0,
            folder.File("answer"), folder.File("trained"), [], "decay", folder.File("recalibration")));
        return Safetensors.Load(folder.File("answer")).Tensors["eval"];
    }

    private static void Agree(Tensor expected, float[] actual, double tolerance)
    {
        using var scope = NewDisposeScope();
        var difference = (expected.@double() - tensor(actual).reshape(expected.shape)).abs().max().item<double>();
        Assert.InRange(difference / expected.abs().max().@double().item<double>(), 0, tolerance);
    }

    private static float[] State(AttentionNetwork network) =>
        [.. network.state_dict().Values.Where(t => t.dtype == ScalarType.Float32).SelectMany(t => t.data<float>().ToArray())];
}
