using static TorchSharp.torch;

namespace StandIns.TorchSharp.Tests;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Dispose_OfScope_DisposesWhatWasCreatedInIt()
    {
        Tensor inside;
        using (NewDisposeScope())
        {
            inside = zeros([1]);
            Assert.False(inside.IsInvalid);
        }

        Assert.True(inside.IsInvalid);
    }

    [Fact]
    public void MoveToOuterDisposeScope_FromInner_LivesUntilTheOuterEnds()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                moved = zeros([1]).MoveToOuterDisposeScope();
            }

            Assert.False(moved.IsInvalid);
        }

        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void DetachFromDisposeScope_Tensor_OutlivesTheScope()
    {
        Tensor detached;
        using (NewDisposeScope())
        {
            detached = zeros([1]).DetachFromDisposeScope();
        }

        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }
}
