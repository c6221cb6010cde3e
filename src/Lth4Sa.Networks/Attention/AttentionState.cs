using static TorchSharp.torch;

namespace Lth4Sa.Networks.Attention;

/// <summary>What a recurrent module hands from one connected block of a stage to the next.</summary>
/// <param name="Hidden">h, N x C.</param>
/// <param name="Cell">c, N x C.</param>
public sealed record AttentionState(Tensor Hidden, Tensor Cell)
{
    public AttentionState MoveToOuterDisposeScope()
    {
        Hidden.MoveToOuterDisposeScope();
        Cell.MoveToOuterDisposeScope();
        return this;
    }
}
