using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StandIns.TorchSharp.Tests;

public sealed class ModuleTests
{
    [Fact]
    public void RegisterComponents_Fields_GiveDottedNames()
    {
        using var network = new Small();
        Assert.Equal(
            ["conv.weight", "bn.weight", "bn.bias", "fc.weight", "fc.bias"],
            network.named_parameters().Select(p => p.name));
        Assert.Equal(
            ["bn.running_mean", "bn.running_var", "bn.num_batches_tracked"],
            network.named_buffers().Select(b => b.name));
        Assert.Equal(8, network.state_dict().Count);
    }

    [Fact]
    public void Eval_OfParent_ReachesChildren()
    {
        using var network = new Small();
        Assert.True(network.Norm.training);
        network.eval();
        Assert.False(network.Norm.training);
    }

    [Fact]
    public void LoadStateDict_OfAnother_CopiesValues()
    {
        using var scope = NewDisposeScope();
        using var from = new Small();
        using var to = new Small();
        to.load_state_dict(from.state_dict());
        foreach (var (name, value) in from.state_dict())
        {
            Assert.True(value.eq(to.state_dict()[name]).to_type(ScalarType.Int64).sum().item<long>() == value.numel(), name);
        }
    }

    [Fact]
    public void LoadStateDict_MissingKey_ThrowsAndChangesNothing()
    {
        using var scope = NewDisposeScope();
        using var from = new Small();
        using var to = new Small();
        var partial = from.state_dict();
        partial.Remove("fc.bias");
        var before = to.state_dict()["fc.weight"].data<float>().ToArray();
        Assert.ThrowsAny<Exception>(() => to.load_state_dict(partial));
        Assert.Equal(before, to.state_dict()["fc.weight"].data<float>().ToArray());
    }

    [Fact]
    public void BatchNorm_TrainAndEval_UseBatchAndRunningStatistics()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(1);
        var input = tensor(new float[] { 1, 3 }, [2, 1, 1, 1]);
        var output = norm.call(input).data<float>().ToArray();
        Assert.Equal(-1, output[0], 4);
        Assert.Equal(1, output[1], 4);
        Assert.Equal(0.2f, norm.running_mean!.item<float>(), 5);
        Assert.Equal(0.9f + 0.1f * 2, norm.running_var!.item<float>(), 5);
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
        norm.eval();
        Assert.Equal((1 - 0.2) / Math.Sqrt(1.1 + 1e-5), norm.call(input)[0].item<float>(), 4);
    }

    [Fact]
    public void Conv2d_KnownKernel_MatchesHandComputation()
    {
        using var scope = NewDisposeScope();
        using var conv = nn.Conv2d(1, 1, 3, stride: 1, padding: 1, bias: false);
        using (no_grad())
        {
            conv.weight.copy_(ones([1, 1, 3, 3]));
        }

        Assert.Equal([4f, 6f, 4f, 6f, 9f, 6f, 4f, 6f, 4f], conv.call(ones([1, 1, 3, 3])).data<float>().ToArray());
        Assert.ThrowsAny<Exception>(() => conv.call(ones([1, 2, 3, 3])));
    }

    [Fact]
    public void Conv1d_KnownKernel_MatchesHandComputation()
    {
        using var scope = NewDisposeScope();
        using var conv = nn.Conv1d(1, 1, 3, padding: 1, bias: false);
        Assert.Equal([1L, 1, 3], conv.weight!.shape);
        using (no_grad())
        {
            conv.weight!.copy_(tensor(new float[] { 1, 2, 3 }).reshape(1, 1, 3));
        }

        var output = conv.call(tensor(new float[] { 1, 10, 100 }).reshape(1, 1, 3));
        Assert.Equal([32f, 321, 210], output.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => conv.call(zeros(1, 2, 3)));
    }

    [Fact]
    public void Children_OfSequential_AreInOrder()
    {
        using var sequential = nn.Sequential(nn.Linear(2, 3), nn.ReLU());
        Assert.Collection(sequential.children(), c => Assert.IsType<Linear>(c), c => Assert.IsType<ReLU>(c));
    }

    [Fact]
    public void Pooling_OfBlocks_MatchesHandComputation()
    {
        using var scope = NewDisposeScope();
        var input = tensor(new float[] { 1, 2, 3, 4 }, [1, 1, 2, 2]);
        Assert.Equal(2.5f, nn.functional.adaptive_avg_pool2d(input, 1).item<float>());
        Assert.Equal(2.5f, nn.functional.avg_pool2d(input, 2).item<float>());
        Assert.Equal(4f, nn.functional.max_pool2d(input, 2).item<float>());
    }

    internal sealed class Small : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv = nn.Conv2d(3, 4, 3, padding: 1, bias: false);
        private readonly BatchNorm2d bn = nn.BatchNorm2d(4);
        private readonly Linear fc = nn.Linear(4, 2);

        public Small() : base(nameof(Small)) => RegisterComponents();

        public BatchNorm2d Norm => bn;

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return fc.call(bn.call(conv.call(input)).relu_().mean([2, 3])).MoveToOuterDisposeScope();
        }
    }
}
