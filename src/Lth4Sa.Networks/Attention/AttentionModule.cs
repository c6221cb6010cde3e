using static TorchSharp.torch;

namespace Lth4Sa.Networks.Attention;

/// <summary>
/// A self-attention module M(.; W): given the residual branch f(x), N x C x H x W, it answers the recalibrated branch
/// M(f(x); W) * f(x) of Eq. 2, of the same shape, and the state for the next connected block of the stage. Where no
/// gradient is recorded the answer may take the place of the residual.
/// </summary>
public abstract class AttentionModule(string name) : nn.Module<Tensor, AttentionState?, (Tensor Recalibrated, AttentionState? State)>(name)
{
    /// <summary>
    /// True for a module whose linear layers are 1 x 1 convolutions in the reference: they start as convolutions do, and compute the
    /// same. Default false.
    /// </summary>
    internal virtual bool StartsAsConvolutions => false;

    /// <summary>
    /// residual * mask, with the mask broadcast to its shape: always a tensor of its own, which the open dispose scope
    /// owns.
    /// </summary>
    protected static Tensor Recalibrate(Tensor residual, Tensor mask) => is_grad_enabled() ? residual * mask : residual.mul_(mask).alias();
}
