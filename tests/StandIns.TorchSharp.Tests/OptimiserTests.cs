using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StandIns.TorchSharp.Tests;

public sealed class OptimiserTests
{
    [Fact]
    public void Sgd_MomentumAndWeightDecay_FollowsPyTorchsFormula()
    {
        using var scope = NewDisposeScope();
        using var p = new Parameter(tensor(new float[] { 1 }));
        using var sgd = optim.SGD([p], 0.1, momentum: 0.9, weight_decay: 0.01);
        double value = 1, buffer = 0;
        for (var step = 0; step < 3; step++)
        {
            p.grad = null;
            (p * p).sum().backward();
            sgd.step();
            var gradient = 2 * value + 0.01 * value;
            buffer = step == 0 ? gradient : 0.9 * buffer + gradient;
            value -= 0.1 * buffer;
            Assert.Equal(value, p.item<float>(), 5);
        }

        var state = (SGD.State)sgd.state_dict().State.Single();
        Assert.Equal(buffer, state.momentum_buffer!.item<float>(), 5);
    }

    [Fact]
    public void Adam_FirstStep_MovesByTheRate()
    {
        using var scope = NewDisposeScope();
        using var p = new Parameter(tensor(new float[] { 1 }));
        using var adam = optim.Adam([p], lr: 0.01);
        (p * 3).sum().backward();
        adam.step();
        Assert.Equal(0.99, p.item<float>(), 5);
    }

    [Fact]
    public void LearningRate_OfParamGroup_CanBeSet()
    {
        using var scope = NewDisposeScope();
        using var p = new Parameter(tensor(new float[] { 1 }));
        using var sgd = optim.SGD([p], 0.1);
        sgd.ParamGroups.Single().LearningRate = 0.5;
        p.sum().backward();
        sgd.step();
        Assert.Equal(0.5, p.item<float>(), 5);
    }

    [Fact]
    public void NoGrad_InsideIt_RecordsNothing()
    {
        using var scope = NewDisposeScope();
        using var p = new Parameter(tensor(new float[] { 1 }));
        using (no_grad())
        {
            Assert.False((p * 2).requires_grad);
        }

        Assert.True((p * 2).requires_grad);
    }

    [Fact]
    public void CrossEntropy_UniformLogits_IsLogOfClassesWithItsGradient()
    {
        using var scope = NewDisposeScope();
        var logits = zeros([1, 4]).requires_grad_();
        var loss = nn.functional.cross_entropy(logits, tensor(new long[] { 2 }));
        Assert.Equal(Math.Log(4), loss.item<float>(), 5);
        loss.backward();
        Assert.Equal([0.25f, 0.25f, -0.75f, 0.25f], logits.grad!.data<float>().ToArray());
    }

    [Fact]
    public void TrainingSteps_AThousand_LeaveNoTensorAlive()
    {
        using var network = new ModuleTests.Small();
        using var sgd = optim.SGD(network.parameters(), 0.01, momentum: 0.9, weight_decay: 1e-4);
        Step();
        // What earlier tests left to the finalizer must not be counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 1000; i++)
        {
            Step();
        }

        Assert.Equal(before, Tensor.TotalCount);

        void Step()
        {
            using var scope = NewDisposeScope();
            network.zero_grad();
            nn.functional.cross_entropy(network.call(ones([2, 3, 4, 4])), tensor(new long[] { 0, 1 })).backward();
            sgd.step();
        }
    }
}
