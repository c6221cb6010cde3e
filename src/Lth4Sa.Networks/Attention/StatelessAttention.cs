using static TorchSharp.torch;

namespace Lth4Sa.Networks.Attention;

/// <summary>A module that looks at its own block only.</summary>
public abstract class StatelessAttention(string name) : AttentionModule(name)
{
    public sealed override (Tensor Recalibrated, AttentionState? State) forward(Tensor residual, AttentionState? state) =>
        (Attend(residual), state);

    /// <param name="residual">N x C x H x W.</param>
    /// <returns>The recalibrated branch.</returns>
    protected abstract Tensor Attend(Tensor residual);
}
