using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Evaluation;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

/// <summary>Evaluation with folded batch-norm answers what the plain forward pass in evaluation mode answers.</summary>
public sealed class FoldedNetworkTests
{
    public static TheoryData<string, string, Sharing> Networks
    {
        get
        {
            var networks = new TheoryData<string, string, Sharing>();
            foreach (var row in TestNetworks.ModulesAndSharings)
            {
                networks.Add("resnet20", (string)row[0], (Sharing)row[1]);
                networks.Add("resnet50", (string)row[0], (Sharing)row[1]);
            }

            return networks;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Tree_OfATrainedNetwork_PredictsAsThePlainOneImageByImage(string name, string module, Sharing sharing)
    {
        using var scope = NewDisposeScope();
        var backbone = Backbone.Parse(name);
        using var network = new AttentionNetwork(new NetworkSpec(backbone, module, sharing, 10), Scheme.AllOn(backbone.Blocks), 1);
        var images = Train(network);
        network.eval();
        using var grad = no_grad();
        using var folded = new FoldedNetwork(network, leaveOpen: true);
        var random = new Philox(4);
        // A whole landscape, or a few schemes with the extremes among them.
        Scheme[] schemes = backbone.Blocks == 6
            ? [.. Enumerable.Range(0, 64).Select(bits => new Scheme((ulong)bits, 6))]
            :
            [
                Scheme.AllOn(backbone.Blocks), Scheme.AllOff(backbone.Blocks),
                .. Enumerable.Range(0, 3).Select(
                    i => Scheme.FromBits((ulong)random.Bits(RandomStream.Actions, 0, (uint)i), backbone.Blocks)),
            ];
        var before = images.clone();
        var together = Logits(folded, images, schemes);
        Assert.Equal(0, (images - before).abs().max().item<float>());
        foreach (var (scheme, i) in schemes.Select((s, i) => (s, i)))
        {
            using var inner = NewDisposeScope();
            var expected = network.call(images, scheme);
            using var actual = tensor(together[i]).reshape(expected.shape);
            var largest = expected.abs().max().item<float>();
            Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-4 * largest);
            Assert.Equal(expected.argmax(1).data<long>().ToArray(), actual.argmax(1).data<long>().ToArray());
        }

        // What a scheme gets does not depend on its company, bit for bit.
        foreach (var i in new[] { 0, schemes.Length / 2, schemes.Length - 1 })
        {
            Assert.Equal(Logits(folded, images, [schemes[i]])[0], together[i]);
        }
    }

    [Fact]
    public void Tree_AgainAndAgain_LeavesNoTensorAlive()
    {
        using var network = new FoldedNetwork(
            new AttentionNetwork(TestNetworks.Spec("resnet20", Sharing.Share, "dia"), Scheme.AllOn(6), 1));
        using var images = zeros([2, 3, 32, 32]);
        Scheme[] schemes = [.. Enumerable.Range(0, 20).Select(bits => new Scheme((ulong)(bits * 3), 6))];
        Logits(network, images, schemes);
        var before = Tensor.TotalCount;
        Logits(network, images, schemes);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Tree_OfAWholeLandscape_HasABranchForEachPrefix()
    {
        using var network = new FoldedNetwork(new AttentionNetwork(TestNetworks.Spec("resnet20"), Scheme.AllOn(6), 1));
        Assert.Equal(63, new PrefixTree(network, Enumerable.Range(0, 64).Select(bits => new Scheme((ulong)bits, 6))).Branches);
        Assert.Equal(6, new PrefixTree(network, [Scheme.Parse("010101")]).Branches);
        Assert.Equal(7, new PrefixTree(network, [Scheme.Parse("010101"), Scheme.Parse("010111")]).Branches);
    }

    [Fact]
    public void Tree_SchemesThatDoNotFit_AreRefused()
    {
        using var network = new FoldedNetwork(new AttentionNetwork(TestNetworks.Spec("resnet20"), Scheme.Parse("110000"), 1));
        Assert.Throws<ArgumentException>(() => new PrefixTree(network, [Scheme.Parse("010101")]));
        Assert.Throws<ArgumentException>(() => new PrefixTree(network, [Scheme.Parse("010000"), Scheme.Parse("010000")]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task CountCorrect_AnyNumberOfThreads_IsTheCountOfThePlainNetwork(int threads)
    {
        var data = TestNetworks.Images;
        using var slot = new DeviceSlot("cpu", threads);
        var counts = await slot.RunAsync(() =>
        {
            using var scope = NewDisposeScope();
            using var network = new AttentionNetwork(TestNetworks.Spec("resnet11", classes: 10), Scheme.AllOn(3), 1);
            Train(network);
            network.eval();
            using var grad = no_grad();
            var batch = new BatchReader(data.Test, data.Normalisation, CPU, 0).InOrder(0, data.Test.Count);
            var expected = network.call(batch.Images, Scheme.AllOn(3)).argmax(1).eq(batch.Labels).sum().item<long>();
            using var folded = new FoldedNetwork(network, leaveOpen: true);
            var evaluator = new SchemeEvaluator(slot);
            return (expected, evaluator.CountCorrect(folded, Scheme.AllOn(3), data.Test, data.Normalisation),
                evaluator.CountCorrect(new PrefixTree(folded, [Scheme.AllOff(3), Scheme.AllOn(3)]), batch)[1]);
        });
        Assert.Equal((counts.expected, (int)counts.expected, (int)counts.expected), counts);
    }

    [Fact]
    public void BatchSize_LessMemory_IsTheLargestPowerOfTwoThatFits()
    {
        var spec = TestNetworks.Spec("resnet38");
        var each = EvaluationMemory.BytesPerImage(spec, 32);
        Assert.Equal(16, EvaluationMemory.BatchSize(spec, 32, cpu: true, threads: 2, budget: null));
        Assert.Equal(256, EvaluationMemory.BatchSize(spec, 32, cpu: false, threads: 2, budget: null));
        var room = (int)(each * 2 * 5 >> 20) + 1;
        Assert.InRange(EvaluationMemory.BatchSize(spec, 32, cpu: true, threads: 2, room), 4, 8);
        // Twelve outputs of 64 x 32 x 32 values at least, and less than three times as much.
        Assert.InRange(each, 4L * (4 * 65536 + 4 * 32768 + 4 * 16384), 3 * 4L * (4 * 65536 + 4 * 32768 + 4 * 16384));
        Assert.Throws<ArgumentException>(() => EvaluationMemory.BatchSize(spec, 32, cpu: true, threads: 4, 1));
    }

    [Fact]
    public void MultiplyAdds_OfOneScheme_AreThoseOfItsNetwork()
    {
        using var network = new FoldedNetwork(new AttentionNetwork(TestNetworks.Spec("resnet20"), Scheme.AllOn(6), 1));
        var scheme = Scheme.Parse("010110");
        Assert.Equal(NetworkCost.Of(network.Spec, scheme, 32).MultiplyAdds, new PrefixTree(network, [scheme]).MultiplyAdds(32));
    }

    [Fact]
    public async Task Each_APartThatFails_Throws()
    {
        using var slot = new DeviceSlot("cpu", 2);
        await Assert.ThrowsAsync<InvalidOperationException>(() => slot.RunAsync(() =>
        {
            slot.Each(5, part => _ = part == 3 ? throw new InvalidOperationException() : part);
            return true;
        }));
    }

    private static float[][] Logits(FoldedNetwork network, Tensor images, Scheme[] schemes)
    {
        var logits = new float[schemes.Length][];
        new PrefixTree(network, schemes).Run(images, (i, answer) =>
        {
            using (answer)
            {
                logits[i] = answer.data<float>().ToArray();
            }
        });
        return logits;
    }

    // A few steps, so that batch-norm's statistics are not those it started with.
    private static Tensor Train(AttentionNetwork network)
    {
        manual_seed(3);
        var size = network.Spec.Backbone.IsImageNet ? 64 : 32;
        var images = empty(8, size, size, 3).normal_().permute(0, 3, 1, 2);
        using var optimiser = optim.SGD(network.parameters(), 0.01, 0.9);
        var batch = new Batch(images, tensor(Enumerable.Range(0, 8).Select(i => (long)i).ToArray()));
        network.train();
        for (var step = 0; step < 2; step++)
        {
            TrainingStep.Run(network, optimiser, batch, network.Modules);
        }

        return images;
    }
}
