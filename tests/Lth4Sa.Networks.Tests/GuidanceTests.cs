using System.Globalization;
using System.Security.Cryptography;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Saliency;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

/// <summary>What darts, l1 and gm want to know of a supernet.</summary>
public sealed class GuidanceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DeviceSlot slot = new("cpu", 1);

    public void Dispose()
    {
        slot.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(TestNetworks.ModulesAndSharings), MemberType = typeof(TestNetworks))]
    public void Relaxed_GatesOpenOrShut_IsTheConnectedOrTheOriginalNetwork(string module, Sharing sharing)
    {
        using var scope = NewDisposeScope();
        var network = new AttentionNetwork(TestNetworks.Spec("resnet20", sharing, module), Scheme.AllOn(6), 1);
        var images = empty(4, 3, 32, 32).normal_();
        network.train();
        Assert.InRange(Distance(ones([6]), Scheme.AllOn(6)), 0, 1e-4);
        Assert.InRange(Distance(zeros([6]), Scheme.AllOff(6)), 0, 1e-4);
        Assert.True(Distance(full([6], 0.5f), Scheme.AllOff(6)) > 1e-2);
        Assert.True(Distance(full([6], 0.5f), Scheme.AllOn(6)) > 1e-2);

        double Distance(Tensor gates, Scheme scheme) =>
            (network.Relaxed(images, gates) - network.call(images, scheme)).abs().max().item<float>();
    }

    [Fact]
    public void L1_OfEachModule_IsTheSumOfItsAbsoluteWeights()
    {
        using var scope = NewDisposeScope();
        var network = Filled([2, -1, 0.5f, 1, 1, 1, 1, 1, 1]);
        var (first, last) = (64 * 4 + 4 + 4 * 64 + 64, 256 * 16 + 16 + 16 * 256 + 256);
        var scores = ModuleScores.L1(network);
        Assert.Equal([2.0 * first, first, 0.5 * first], scores[..3]);
        Assert.Equal(last, scores[8]);
    }

    [Fact]
    public void GeometricMedian_OfAStage_IsLeastForTheModuleInTheMiddle()
    {
        using var scope = NewDisposeScope();
        var scores = ModuleScores.GeometricMedian(Filled([1, 2, 5, 1, 1, 1, 1, 2, 3]));
        var each = Math.Sqrt(64 * 4 + 4 + 4 * 64 + 64);
        Assert.Equal([5 * each, 4 * each, 7 * each], scores[..3].Select(s => Math.Round(s, 6)), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal([0, 0, 0], scores[3..6]);
    }

    [Fact]
    public void Scores_OfSharedModules_AreRefused()
    {
        using var network = new AttentionNetwork(TestNetworks.Spec("resnet20", Sharing.Share), Scheme.AllOn(6), 1);
        Assert.Contains(
            "expected full", Assert.Throws<ArgumentException>(() => ModuleScores.L1(network)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_AnyIteration_IsTheBatchOfThatPlaceInItsEpoch()
    {
        var reader = new BatchReader(TestNetworks.Images.Train, TestNetworks.Images.Normalisation, CPU, 3);
        var (augmentation, each) = (
            new Augmentation(Flip: true, CropPadding: 2), BatchReader.BatchesPerEpoch(TestNetworks.Images.Train.Count, 48));
        var iteration = 0;
        foreach (var expected in Enumerable.Range(0, 2).SelectMany(epoch => reader.Epoch(epoch, 48, augmentation)))
        {
            using var batch = reader.At(iteration++, 48, augmentation);
            Assert.Equal(expected.Images.data<float>().ToArray(), batch.Images.data<float>().ToArray());
            Assert.Equal(expected.Labels.data<long>().ToArray(), batch.Labels.data<long>().ToArray());
            expected.Dispose();
        }

        Assert.Equal(2 * each, iteration);
    }

    [Fact]
    public async Task GateTraining_StoppedAndResumed_EndsWithTheSameGatesAndBytes()
    {
        var supernet = TestNetworks.Job(folder.Path, epochs: 1);
        await slot.RunAsync(
            () => new Trainer(TestNetworks.Images, slot, TimeProvider.System).Train(supernet, _ => { }, CancellationToken.None));
        var undisturbed = await TrainAsync("a", int.MaxValue);
        Assert.Equal((25, 3), (undisturbed!.Length, undisturbed[0].Gates.Length));
        Assert.All(undisturbed.SelectMany(row => row.Gates), gate => Assert.InRange(gate, 0.01, 0.99));
        Assert.NotEqual(undisturbed[0].Gates, undisturbed[^1].Gates);
        Assert.Equal(Measured, Enumerable.Range(1, 25).Where(step => undisturbed[step - 1].ValidationLoss is not null));
        // The last loss is that of the scheme of the last gates with the last weights, which the checkpoint has.
        Assert.Equal(PlainLoss("a", undisturbed[^1].Gates), undisturbed[^1].ValidationLoss!.Value, 1e-4);

        Assert.Null(await TrainAsync("b", 13));
        Assert.Equivalent(undisturbed, await TrainAsync("b", int.MaxValue), strict: true);
        Assert.Equal(Hash("a"), Hash("b"));
        // Complete: nothing is trained again.
        Assert.Equivalent(undisturbed, await TrainAsync("b", int.MaxValue), strict: true);

        double PlainLoss(string name, double[] gates)
        {
            using var scope = NewDisposeScope();
            using var _ = no_grad();
            var network = new AttentionNetwork(supernet.Network, supernet.Modules, 9);
            Checkpoints.Checkpoint.Load(network, Path.Combine(folder.Path, name));
            network.eval();
            var data = TestNetworks.Images;
            using var batch = new BatchReader(data.Validation, data.Normalisation, CPU, 0).InOrder(0, data.Validation.Count);
            var scheme = Scheme.Create(gates.Length, block => gates[block] >= 0.5);
            return nn.functional.cross_entropy(network.call(batch.Images, scheme), batch.Labels).item<float>();
        }

        Task<GateRow[]?> TrainAsync(string name, int stopAt) => slot.RunAsync(() =>
        {
            using var stop = new CancellationTokenSource();
            try
            {
                var job = Gates(supernet, name);
                return new GateTraining(TestNetworks.Images, slot).Train(job, (step, images) =>
                {
                    Assert.Equal(64L * step + Measured.Count(s => s <= step) * TestNetworks.Images.Validation.Count, images);
                    if (step == stopAt)
                    {
                        stop.Cancel();
                    }
                }, stop.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        });

        string Hash(string name) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder.Path, name))));
    }

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(5, new[] { 3, 4, 5 })]
    [InlineData(60, new[] { 33, 36, 39, 42, 45, 48, 51, 54, 57, 60 })]
    public void IsMeasured_EveryTwentiethOfTheSecondHalf_AndTheLast(int steps, int[] expected)
    {
        var job = Gates(TestNetworks.Job(folder.Path, epochs: 1), "gates") with { Steps = steps };
        Assert.Equal(expected, Enumerable.Range(1, steps).Where(job.IsMeasured));
    }

    [Fact]
    public async Task GateTraining_WeightsThatDiverge_EndsAtTheStepAndKeepsNothing()
    {
        var supernet = TestNetworks.Job(folder.Path, epochs: 1);
        await slot.RunAsync(
            () => new Trainer(TestNetworks.Images, slot, TimeProvider.System).Train(supernet, _ => { }, CancellationToken.None));
        var job = Gates(supernet with { Recipe = supernet.Recipe with { LearningRate = 1e31 } }, "gates");
        var error = await Assert.ThrowsAsync<NonFiniteException>(() => slot.RunAsync(
            () => new GateTraining(TestNetworks.Images, slot).Train(job, (_, _) => { }, CancellationToken.None)));
        Assert.StartsWith("The validation loss is NaN in step 1 of 25 of the gates, at a learning rate of 1", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(job.Checkpoint));
    }

    [Fact]
    public async Task GateTraining_ModulesThatShutTheirBlocks_ShutsTheGates()
    {
        // The masks of these modules are 0: connected, a block loses its residual branch.
        var supernet = TestNetworks.Job(folder.Path, epochs: 3, beta: 0.01);
        var gates = await slot.RunAsync(() =>
        {
            new Trainer(TestNetworks.Images, slot, TimeProvider.System).Train(supernet, _ => { }, CancellationToken.None);
            using var network = supernet.Load(slot);
            using (no_grad())
            {
                foreach (var (name, parameter) in network.named_parameters().Where(p => p.name.EndsWith("attention.fc2.bias", StringComparison.Ordinal)))
                {
                    parameter.fill_(-30);
                }
            }

            Checkpoints.Checkpoint.Save(network, supernet.Checkpoint, new Dictionary<string, string>());
            return new GateTraining(TestNetworks.Images, slot).Train(
                Gates(supernet, "gates") with { Adam = new GateAdam(0.1) }, (_, _) => { }, CancellationToken.None)[^1].Gates;
        });
        Assert.InRange(gates.Average(), 0, 0.4);
    }

    // Of 25 steps.
    private static readonly int[] Measured = [13, 14, 15, 17, 18, 19, 20, 22, 23, 24, 25];

    private GateJob Gates(TrainingJob supernet, string name) =>
        new(supernet, 25, new GateAdam(0.05), 32, null, 1, Path.Combine(folder.Path, name), "gates");

    // A network of 9 blocks whose modules have one value everywhere.
    private static AttentionNetwork Filled(float[] values)
    {
        var network = new AttentionNetwork(TestNetworks.Spec("resnet29"), Scheme.AllOn(9), 1);
        using var _ = no_grad();
        foreach (var (name, parameter) in network.named_parameters().Where(p => p.name.Contains("attention", StringComparison.Ordinal)))
        {
            // layerS.B.attention...
            var parts = name.Split('.');
            var stage = int.Parse(parts[0]["layer".Length..], CultureInfo.InvariantCulture) - 1;
            parameter.fill_(values[3 * stage + int.Parse(parts[1], CultureInfo.InvariantCulture)]);
        }

        return network;
    }
}
